'use strict';
// What few programs ask of `process` (https://nodejs.org/api/process.html).
const { machine, mainModule, raise, rawDebug } = internal;
const { invalidArgType, nodeError, validateString } = require('internal/validators');
const notSimulated = require('internal/not_simulated');

const { signals } = require('os').constants;

function kill(pid, signal) {
  if (typeof pid !== 'number' || pid !== (pid | 0)) throw invalidArgType('pid', 'of type number', pid);
  let number;
  if (typeof signal === 'number') {
    number = signal;
  } else {
    number = signals[signal === undefined ? 'SIGTERM' : signal];
    if (number === undefined) throw nodeError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  }
  // There is nobody else: the process, and its group.
  if (pid !== process.pid && pid !== 0 && pid !== -process.pid) {
    const error = new Error('kill ESRCH');
    throw Object.assign(error, { errno: -3, code: 'ESRCH', syscall: 'kill' });
  }
  const name = Object.keys(signals).find((one) => signals[one] === number);
  if (number !== 0 && name === undefined) throw Object.assign(new Error('kill EINVAL'), { errno: -22, code: 'EINVAL', syscall: 'kill' });
  // Ignored unless somebody listens.
  const harmless = ['SIGCHLD', 'SIGURG', 'SIGWINCH', 'SIGCONT'].includes(name) && process.listenerCount(name) === 0;
  if (number !== 0 && !harmless) raise(name, number);
  return true;
}

// Only root may change who it is, and the simulated process is root: there is nobody else to be.
const setId = (name, kind) => {
  const fn = { [name](id) {
    if (typeof id !== 'string' && (typeof id !== 'number' || id < 0)) throw invalidArgType('id', 'one of type number or string', id);
    if (typeof id === 'string' && id !== 'root' && id !== 'node')
      throw nodeError(Error, 'ERR_UNKNOWN_CREDENTIAL', `${kind} identifier does not exist: ${id}`);
  } }[name];
  return fn;
};

const kFlags = ['--abort-on-uncaught-exception', '--enable-source-maps', '--expose-gc', '--heapsnapshot-signal', '--inspect', '--inspect-brk', '--inspect-port',
  '--max-http-header-size', '--max-old-space-size', '--max-semi-space-size', '--no-deprecation', '--no-warnings', '--pending-deprecation', '--preserve-symlinks',
  '--require', '--stack-trace-limit', '--throw-deprecation', '--title', '--trace-deprecation', '--trace-exit', '--trace-uncaught', '--trace-warnings',
  '--unhandled-rejections', '--use-openssl-ca', '-r'];

module.exports = {
  allowedNodeEnvironmentFlags: Object.freeze(new Set(kFlags)),
  availableMemory: () => machine().totalMemory - machine().usedMemory,
  binding: (name) => { throw new Error(`No such module: ${name}`); },
  config: Object.freeze({ target_defaults: { cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }, variables: { napi_build_version: '10' } }),
  constrainedMemory: () => 0,
  dlopen: notSimulated('process.dlopen'),
  getActiveResourcesInfo: () => [],
  getBuiltinModule(id) {
    validateString(id, 'id');
    const Module = require('module');
    return Module.isBuiltin(id) ? Module.createRequire('/x')(id) : undefined;
  },
  getgroups: () => [0],
  initgroups() {},
  kill,
  loadEnvFile(path = '.env') {
    const parsed = require('util').parseEnv(require('fs').readFileSync(path, 'utf8'));
    for (const [name, value] of Object.entries(parsed)) process.env[name] ??= value;
  },
  mainModule,
  moduleLoadList: [],
  report: { compact: false, directory: '', filename: '', reportOnFatalError: false, reportOnSignal: false, reportOnUncaughtException: false, signal: 'SIGUSR2', getReport: notSimulated('process.report.getReport'), writeReport: notSimulated('process.report.writeReport') },
  resourceUsage() {
    const { user, system } = process.cpuUsage();
    return {
      userCPUTime: user, systemCPUTime: system, maxRSS: Math.ceil(process.memoryUsage().rss / 1024), sharedMemorySize: 0, unsharedDataSize: 0,
      unsharedStackSize: 0, minorPageFault: 0, majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 0, ipcSent: 0, ipcReceived: 0, signalsCount: 0,
      voluntaryContextSwitches: 0, involuntaryContextSwitches: 0,
    };
  },
  setegid: setId('setegid', 'Group'),
  seteuid: setId('seteuid', 'User'),
  setgid: setId('setgid', 'Group'),
  setgroups() {},
  setSourceMapsEnabled() {},
  setuid: setId('setuid', 'User'),
  threadCpuUsage: (previous) => process.cpuUsage(previous),
  _getActiveHandles: () => [],
  _getActiveRequests: () => [],
  _rawDebug: (...args) => rawDebug(`${require('util').format(...args)}\n`),
};
