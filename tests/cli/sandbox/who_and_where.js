// What tells of the machine it really runs on.
const os = require('os');
const facts = [process.env, process.argv, process.execPath, process.cwd(), process.pid, process.ppid, process.title, process.versions, process.config, os.hostname(), os.userInfo(), os.homedir(), os.tmpdir(), os.networkInterfaces(), os.cpus().map((c) => c.model), os.release(), os.version?.(), os.uptime(),
  process.uptime(), Date.now(), performance.timeOrigin, new Date().getTimezoneOffset(), process.memoryUsage(), process.resourceUsage?.(), require.main.filename, module.paths, new Error('x').stack];
console.log(JSON.stringify(facts, (key, value) => typeof value === 'bigint' ? `${value}` : value));
