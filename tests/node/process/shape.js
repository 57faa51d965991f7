// What process has.
console.log(process.platform, process.arch, process.release.name, typeof process.pid, typeof process.ppid, process.argv.length, process.execArgv, process.exitCode, process.title.length > 0);
console.log(Object.keys(process.memoryUsage()), typeof process.memoryUsage.rss(), Object.keys(process.cpuUsage()), Object.keys(process.resourceUsage()).length, process.hrtime().length, typeof process.hrtime.bigint());
console.log(typeof process.uptime(), process.cwd() === __dirname, typeof process.umask(), process.versions.node === process.version.slice(1), process.features.inspector, typeof process.config, process.allowedNodeEnvironmentFlags.has('--max-old-space-size'));
const [s, n] = process.hrtime([0, 0]); console.log(s >= 0, n >= 0);
process.env.NEW_ONE = 5; console.log(process.env.NEW_ONE, 'NEW_ONE' in process.env, delete process.env.NEW_ONE, process.env.NEW_ONE, typeof process.env.PATH);
for (const bad of [() => process.hrtime(5), () => process.emitWarning(5), () => process.nextTick(5), () => process.setUncaughtExceptionCaptureCallback(5), () => { process.env.x = Symbol('s'); }]) try { bad(); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(typeof process.stdout.write, process.stdout.fd, process.stderr.fd, typeof process.kill, process.mainModule === require.main);
