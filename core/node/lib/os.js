'use strict';
// os (https://nodejs.org/api/os.html): of the simulated machine. Nothing here tells of the real one.
const { machine, nodeMajor } = internal;
const { validateInt32, validateObject } = require('internal/validators');

const kSpeedMHz = 2400;
const kHostName = 'tickscope';
const kHome = '/app';

const errno = {
  E2BIG: 7, EACCES: 13, EADDRINUSE: 98, EADDRNOTAVAIL: 99, EAFNOSUPPORT: 97, EAGAIN: 11, EALREADY: 114, EBADF: 9, EBADMSG: 74, EBUSY: 16,
  ECANCELED: 125, ECHILD: 10, ECONNABORTED: 103, ECONNREFUSED: 111, ECONNRESET: 104, EDEADLK: 35, EDESTADDRREQ: 89, EDOM: 33, EDQUOT: 122,
  EEXIST: 17, EFAULT: 14, EFBIG: 27, EHOSTUNREACH: 113, EIDRM: 43, EILSEQ: 84, EINPROGRESS: 115, EINTR: 4, EINVAL: 22, EIO: 5, EISCONN: 106,
  EISDIR: 21, ELOOP: 40, EMFILE: 24, EMLINK: 31, EMSGSIZE: 90, EMULTIHOP: 72, ENAMETOOLONG: 36, ENETDOWN: 100, ENETRESET: 102,
  ENETUNREACH: 101, ENFILE: 23, ENOBUFS: 105, ENODATA: 61, ENODEV: 19, ENOENT: 2, ENOEXEC: 8, ENOLCK: 37, ENOLINK: 67, ENOMEM: 12,
  ENOMSG: 42, ENOPROTOOPT: 92, ENOSPC: 28, ENOSR: 63, ENOSTR: 60, ENOSYS: 38, ENOTCONN: 107, ENOTDIR: 20, ENOTEMPTY: 39, ENOTSOCK: 88,
  ENOTSUP: 95, ENOTTY: 25, ENXIO: 6, EOPNOTSUPP: 95, EOVERFLOW: 75, EPERM: 1, EPIPE: 32, EPROTO: 71, EPROTONOSUPPORT: 93, EPROTOTYPE: 91,
  ERANGE: 34, EROFS: 30, ESPIPE: 29, ESRCH: 3, ESTALE: 116, ETIME: 62, ETIMEDOUT: 110, ETXTBSY: 26, EWOULDBLOCK: 11, EXDEV: 18,
};
const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11,
  SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21,
  SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30,
  SIGSYS: 31,
};
if (nodeMajor < 20) signals.SIGUNUSED = 31;
const priority = { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 };
const dlopen = { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 };
const bare = (values) => Object.freeze(Object.assign({ __proto__: null }, values));
const constants = Object.freeze({
  __proto__: null, UV_UDP_REUSEADDR: 4, dlopen: bare(dlopen), errno: bare(errno), signals: bare(signals), priority: bare(priority),
});

let niceness = 0;
const withPrimitive = (name, get) => {
  const fn = { [name]: () => get() }[name];
  return Object.defineProperty(fn, Symbol.toPrimitive, { value: get, configurable: true, writable: true });
};

const cpuTimes = (share) => ({ user: Math.round(share * 0.7), nice: 0, sys: Math.round(share * 0.3), idle: 86_400_000, irq: 0 });

module.exports = {
  arch: withPrimitive('arch', () => 'x64'),
  availableParallelism: withPrimitive('availableParallelism', () => machine().cores),
  cpus: () => Array.from({ length: machine().cores }, () => ({ model: 'Tickscope virtual CPU', speed: kSpeedMHz, times: cpuTimes(machine().cpuMs) })),
  endianness: withPrimitive('endianness', () => 'LE'),
  freemem: withPrimitive('freemem', () => machine().totalMemory - machine().usedMemory),
  getPriority(pid = 0) {
    validateInt32(pid, 'pid');
    return niceness;
  },
  homedir: withPrimitive('homedir', () => process.env.HOME ?? kHome),
  hostname: withPrimitive('hostname', () => kHostName),
  loadavg: () => [0, 0, 0],
  networkInterfaces: () => ({
    lo: [{ address: '127.0.0.1', netmask: '255.0.0.0', family: 'IPv4', mac: '00:00:00:00:00:00', internal: true, cidr: '127.0.0.1/8' }],
  }),
  platform: withPrimitive('platform', () => 'linux'),
  release: withPrimitive('release', () => '6.1.0'),
  setPriority(pid, priority) {
    if (priority === undefined) [pid, priority] = [0, pid];
    validateInt32(pid, 'pid');
    validateInt32(priority, 'priority', -20, 19);
    niceness = priority;
  },
  tmpdir: withPrimitive('tmpdir', () => {
    const path = process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp';
    return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  }),
  totalmem: withPrimitive('totalmem', () => machine().totalMemory),
  type: withPrimitive('type', () => 'Linux'),
  userInfo(options) {
    if (options !== undefined) validateObject(options, 'options');
    const text = options?.encoding === 'buffer' ? (s) => Buffer.from(s) : (s) => s;
    return { __proto__: null, uid: 0, gid: 0, username: text('node'), homedir: text(kHome), shell: text('/bin/sh') };
  },
  uptime: withPrimitive('uptime', () => machine().uptimeSeconds),
  version: withPrimitive('version', () => '#1 SMP Tickscope'),
  machine: withPrimitive('machine', () => 'x86_64'),
};
if (nodeMajor < 18) {
  delete module.exports.availableParallelism;
  delete module.exports.machine;
}
Object.defineProperties(module.exports, {
  constants: { value: constants, enumerable: true, configurable: false },
  EOL: { value: '\n', enumerable: true, configurable: true, writable: false },
  devNull: { value: '/dev/null', enumerable: true, configurable: true, writable: false },
});
