'use strict';
// What fs takes and gives: constants, Stats, Dirent, and the checks of arguments.
const { invalidArgType, nodeError, inspect, nodeMajor } = internal;
const { Buffer } = require('buffer');

const constants = Object.freeze({
  __proto__: null, UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1,
  UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4, UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6, UV_DIRENT_BLOCK: 7, EXTENSIONLESS_FORMAT_JAVASCRIPT: 0,
  EXTENSIONLESS_FORMAT_WASM: 1, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960,
  S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOATIME: 262144,
  O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096, O_DIRECT: 16384, O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64,
  S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
  UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2, UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
});

// --- checks ---

function invalidValue(kind, name, reason, value) {
  return nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${inspect(value)}`);
}
function outOfRange(name, range, value) {
  return nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${inspect(value)}`);
}
function checkInteger(value, name, least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < least || value > most) throw outOfRange(name, `>= ${least} && <= ${most}`, value);
  return value;
}
// Options that may be an encoding: an object.
function optionsOf(options, defaults) {
  if (options === undefined || options === null || typeof options === 'function') return defaults;
  if (typeof options === 'string') options = { ...defaults, encoding: options };
  else if (typeof options !== 'object') throw invalidArgType('options', 'of type string or an instance of Object', options);
  else options = { ...defaults, ...options };
  if (options.encoding !== 'buffer' && options.encoding !== undefined && options.encoding !== null && !Buffer.isEncoding(options.encoding))
    throw invalidValue('argument', 'encoding', 'is invalid encoding', options.encoding);
  return options;
}
function pathOf(path, name = 'path') {
  if (typeof path === 'string') {
    if (path.includes('\u0000')) throw invalidValue(name.includes('.') ? 'property' : 'argument', name, 'must be a string, Uint8Array, or URL without null bytes', path);
    return path;
  }
  if (path instanceof Uint8Array) return Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString();
  if (path !== null && typeof path === 'object' && typeof path.href === 'string' && typeof path.protocol === 'string') {
    if (path.protocol !== 'file:') throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    return decodeURIComponent(path.pathname);
  }
  throw invalidArgType(name, 'of type string or an instance of Buffer or URL', path);
}
function fdOf(fd) { return checkInteger(fd, 'fd', 0, 2 ** 31 - 1); }
function callbackOf(callback, name = 'cb') {
  if (typeof callback === 'function') return callback;
  if (nodeMajor < 18) throw nodeError(TypeError, 'ERR_INVALID_CALLBACK', `Callback must be a function. Received ${inspect(callback)}`);
  throw invalidArgType(name, 'of type function', callback);
}

const flagTable = {
  __proto__: null, 'r': 0, 'rs': 1052672, 'sr': 1052672, 'r+': 2, 'rs+': 1052674, 'sr+': 1052674, 'w': 577, 'wx': 705, 'xw': 705, 'w+': 578, 'wx+': 706,
  'xw+': 706, 'a': 1089, 'ax': 1217, 'xa': 1217, 'as': 1053761, 'sa': 1053761, 'a+': 1090, 'ax+': 1218, 'xa+': 1218, 'as+': 1053762, 'sa+': 1053762,
};
function flagsOf(flags, name = 'flags') {
  if (typeof flags === 'number') return checkInteger(flags, name, -(2 ** 31), 2 ** 31 - 1);
  if (flags === undefined || flags === null) return 0;
  const known = flagTable[flags];
  if (known === undefined) throw invalidValue('argument', name, 'is invalid', flags);
  return known;
}
function modeOf(mode, name, fallback) {
  if (mode === undefined || mode === null) mode = fallback;
  if (typeof mode === 'string') {
    if (!/^[0-7]+$/.test(mode)) throw invalidValue('argument', name, 'must be a 32-bit unsigned integer or an octal string', mode);
    mode = parseInt(mode, 8);
  }
  if (typeof mode !== 'number') throw invalidArgType(name, 'of type number', mode);
  return checkInteger(mode, name, 0, 2 ** 32 - 1);
}
// Bytes that are to be written.
function bytesOf(data, encoding, name = 'data') {
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? undefined : encoding || 'utf8');
  if (!ArrayBuffer.isView(data)) throw invalidArgType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  return data;
}
function secondsOf(time, name = 'time') {
  if (typeof time === 'string' && +time == time) return +time;
  if (typeof time === 'number' && Number.isFinite(time)) return time < 0 ? Date.now() / 1000 : time;
  if (time instanceof Date) return time.getTime() / 1000;
  throw invalidArgType(name, 'of type number or an instance of Date', time);
}
// The one part of a buffer that a read or write is about.
function partOf(view, offset, length, position) {
  if (!ArrayBuffer.isView(view)) throw invalidArgType('buffer', 'an instance of Buffer, TypedArray, or DataView', view);
  offset = offset === undefined || offset === null ? 0 : checkInteger(offset, 'offset', 0);
  length = length === undefined || length === null ? view.byteLength - offset : checkInteger(length, 'length');
  if (offset > view.byteLength) throw outOfRange('offset', `<= ${view.byteLength}`, offset);
  if (length < 0) throw outOfRange('length', '>= 0', length);
  if (length > view.byteLength - offset) throw outOfRange('length', `<= ${view.byteLength - offset}`, length);
  return { offset, length, position: positionOf(position) };
}
function positionOf(position) {
  if (position === undefined || position === null) return -1;
  if (typeof position === 'bigint') return Number(position);
  return typeof position === 'number' ? position : -1;
}

// --- Stats ---

const kTypes = [['isDirectory', constants.S_IFDIR], ['isFile', constants.S_IFREG], ['isBlockDevice', constants.S_IFBLK],
  ['isCharacterDevice', constants.S_IFCHR], ['isSymbolicLink', constants.S_IFLNK], ['isFIFO', constants.S_IFIFO], ['isSocket', constants.S_IFSOCK]];
const kNames = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks'];
const kTimes = ['atime', 'mtime', 'ctime', 'birthtime'];
const dateOf = (ms) => new Date(Math.round(Number(ms)));

// Dates are made when they are looked at, since Node 22; before, at once.
function StatsBase() {}
for (const [name, type] of kTypes) {
  StatsBase.prototype[name] = {
    [name]() { return typeof this.mode === 'bigint' ? (this.mode & 61440n) === BigInt(type) : (this.mode & constants.S_IFMT) === type; },
  }[name];
}
function Stats(fields) {
  for (let i = 0; i < kNames.length; i++) this[kNames[i]] = fields[i];
  for (let i = 0; i < 4; i++) this[`${kTimes[i]}Ms`] = fields[10 + 2 * i] * 1000 + fields[11 + 2 * i] / 1e6;
  if (nodeMajor < 22) for (const name of kTimes) this[name] = dateOf(this[`${name}Ms`]);
}
function BigIntStats(fields) {
  for (let i = 0; i < kNames.length; i++) this[kNames[i]] = BigInt(fields[i]);
  for (let i = 0; i < 4; i++) this[`${kTimes[i]}Ms`] = BigInt(fields[10 + 2 * i]) * 1000n + BigInt(fields[11 + 2 * i]) / 1000000n;
  for (let i = 0; i < 4; i++) this[`${kTimes[i]}Ns`] = BigInt(fields[10 + 2 * i]) * 1000000000n + BigInt(fields[11 + 2 * i]);
  if (nodeMajor < 22) for (const name of kTimes) this[name] = dateOf(this[`${name}Ms`]);
}
for (const each of [Stats, BigIntStats]) {
  Object.setPrototypeOf(each.prototype, StatsBase.prototype);
  Object.setPrototypeOf(each, StatsBase);
  if (nodeMajor < 22) continue;
  for (const name of kTimes) {
    Object.defineProperty(each.prototype, name, {
      __proto__: null, enumerable: true, configurable: true,
      get() { return this[name] = dateOf(this[`${name}Ms`]); },
      set(value) { Object.defineProperty(this, name, { __proto__: null, enumerable: true, configurable: true, writable: true, value }); },
    });
  }
}
function statsOf(fields, options) { return options && options.bigint ? new BigIntStats(fields) : new Stats(fields); }
const isRegular = (fields) => (fields[1] & constants.S_IFMT) === constants.S_IFREG;

// --- Dirent ---

const kType = Symbol('type');
class Dirent {
  constructor(name, type, path) {
    this.name = name;
    if (nodeMajor >= 20) this.parentPath = path;
    if (nodeMajor >= 18 && nodeMajor < 24) this.path = path;
    this[kType] = type;
  }
  isDirectory() { return this[kType] === constants.UV_DIRENT_DIR; }
  isFile() { return this[kType] === constants.UV_DIRENT_FILE; }
  isBlockDevice() { return false; }
  isCharacterDevice() { return false; }
  isSymbolicLink() { return this[kType] === constants.UV_DIRENT_LINK; }
  isFIFO() { return false; }
  isSocket() { return false; }
}
const named = (name, encoding) => (encoding && encoding !== 'utf8' && encoding !== 'utf-8' ? (encoding === 'buffer' ? Buffer.from(name) : Buffer.from(name).toString(encoding)) : name);
// [name, kind, name, kind, …] as the natives give it.
function entriesOf(list, options, path) {
  const out = [];
  for (let i = 0; i < list.length; i += 2)
    out.push(options.withFileTypes ? new Dirent(named(list[i], options.encoding), list[i + 1], path) : named(list[i], options.encoding));
  return out;
}

module.exports = {
  constants, invalidValue, outOfRange, checkInteger, optionsOf, pathOf, fdOf, callbackOf, flagsOf, modeOf, bytesOf, secondsOf, partOf, positionOf, Stats,
  BigIntStats, statsOf, isRegular, Dirent, entriesOf, named,
};
