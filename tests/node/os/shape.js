// What os has, not what it says: that is the machine's.
const os = require('os');
console.log(Object.keys(os).sort().join(' '));
for (const name of ['arch', 'platform', 'type', 'endianness', 'machine']) console.log(name, os[name](), `${os[name]}`);
console.log(os.EOL === '\n', os.devNull, os.constants.signals.SIGTERM, os.constants.errno.ENOENT, os.constants.priority.PRIORITY_LOW, Object.keys(os.constants));
console.log(os.cpus().length === os.availableParallelism(), Object.keys(os.cpus()[0]), Object.keys(os.cpus()[0].times), Object.keys(os.userInfo()).sort(), os.loadavg().length);
console.log(typeof os.hostname(), typeof os.uptime(), os.totalmem() > os.freemem(), os.getPriority(), Object.keys(os.networkInterfaces().lo[0]));
try { os.setPriority(0, 99); } catch (error) { console.log(error.code, error.message); }
try { os.getPriority('x'); } catch (error) { console.log(error.code, error.message); }
