'use strict';
// fs (https://nodejs.org/api/fs.html) on the virtual disk. Each call is made of the same operations, in the same order,
// as in Node: a readFile is open, fstat, reads and close, each a job of the thread pool (node-semantics §6).
//
// submit(operation, callback, …operands) makes a job; sync(operation, null, …operands) does it at once. Bytes are Latin-1
// strings inside here; what leaves is text in an encoding, or a Buffer.
const { invalidArgType, nodeError, inspect, sync, submit, decode, encode, nodeMajor } = internal;

const constants = Object.freeze({
  __proto__: null, UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1,
  UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096,
  S_IFLNK: 40960, S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536,
  O_NOFOLLOW: 131072, O_SYNC: 1052672, O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32,
  S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1,
});

// Reads of readFile by version: 8 KiB before Node 12, then 512 KiB.
const kReadChunk = nodeMajor < 12 ? 8192 : 524288;
const kPromiseWriteChunk = 524288;

const encodings = new Map([
  ['utf8', 'utf8'], ['utf-8', 'utf8'], ['latin1', 'latin1'], ['binary', 'latin1'], ['ascii', 'ascii'], ['hex', 'hex'], ['base64', 'base64'],
  ['base64url', 'base64url'], ['ucs2', 'utf16le'], ['ucs-2', 'utf16le'], ['utf16le', 'utf16le'], ['utf-16le', 'utf16le'],
]);

function encodingOf(options, fallback) {
  const given = typeof options === 'string' ? options : options && options.encoding;
  if (given === undefined || given === null || given === 'buffer') return fallback;
  const known = encodings.get(String(given).toLowerCase());
  if (known === undefined) {
    const error = nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'encoding' is invalid encoding. Received ${inspect(given)}`);
    throw error;
  }
  return known;
}
function checkOptions(options) {
  if (options === undefined || options === null || typeof options === 'string' || typeof options === 'object') return;
  throw invalidArgType('options', 'of type string or an instance of Object', options);
}

function output(bytes, encoding) {
  if (encoding) return decode(bytes, encoding);
  if (typeof Buffer === 'function') return Buffer.from(bytes, 'latin1');
  throw new TypeError("Tickscope does not support Buffers yet: give an encoding, such as 'utf8'");
}
function input(data, encoding) {
  if (typeof data === 'string') return encode(data, encoding || 'utf8');
  if (ArrayBuffer.isView?.(data)) {
    const view = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    let bytes = '';
    for (let i = 0; i < view.length; i++) bytes += String.fromCharCode(view[i]);
    return bytes;
  }
  throw invalidArgType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

function pathOf(path, name = 'path') {
  if (typeof path === 'string') {
    if (path.includes('\u0000'))
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument '${name}' must be a string, Uint8Array, or URL without null bytes. Received ${inspect(path)}`);
    return path;
  }
  if (path !== null && typeof path === 'object' && path.protocol === 'file:') return decodeURIComponent(path.pathname);
  throw invalidArgType(name, 'of type string or an instance of Buffer or URL', path);
}
function fdOf(fd) {
  if (typeof fd !== 'number') throw invalidArgType('fd', 'of type number', fd);
  return fd;
}
function callbackOf(callback, name = 'cb') {
  if (typeof callback === 'function') return callback;
  if (nodeMajor < 18) throw nodeError(TypeError, 'ERR_INVALID_CALLBACK', `Callback must be a function. Received ${inspect(callback)}`);
  throw invalidArgType(name, 'of type function', callback);
}

const flagTable = { r: 0, 'rs': 1052672, 'sr': 1052672, 'r+': 2, 'rs+': 2 | 1052672, w: 577, wx: 705, 'w+': 578, 'wx+': 706, a: 1089, ax: 1217, 'a+': 1090, 'ax+': 1218 };
function flagsOf(flags, fallback = 'r') {
  if (flags === undefined || flags === null) flags = fallback;
  if (typeof flags === 'number') return flags;
  const known = flagTable[flags];
  if (known === undefined) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'flags' is invalid. Received ${inspect(flags)}`);
  return known;
}
function modeOf(mode, fallback) {
  if (mode === undefined || mode === null) return fallback;
  return typeof mode === 'string' ? parseInt(mode, 8) : mode;
}

// --- Stats and Dirent ---

function Stats(fields) {
  [this.dev, this.mode, this.nlink, this.uid, this.gid, this.rdev, this.blksize, this.ino, this.size, this.blocks,
    this.atimeMs, this.mtimeMs, this.ctimeMs, this.birthtimeMs] = fields;
  if (nodeMajor < 22) {
    this.atime = new Date(this.atimeMs + 0.5);
    this.mtime = new Date(this.mtimeMs + 0.5);
    this.ctime = new Date(this.ctimeMs + 0.5);
    this.birthtime = new Date(this.birthtimeMs + 0.5);
  }
}
for (const [method, type] of [['isDirectory', constants.S_IFDIR], ['isFile', constants.S_IFREG], ['isBlockDevice', constants.S_IFBLK],
  ['isCharacterDevice', constants.S_IFCHR], ['isSymbolicLink', constants.S_IFLNK], ['isFIFO', constants.S_IFIFO], ['isSocket', constants.S_IFSOCK]]) {
  Stats.prototype[method] = { [method]() { return (this.mode & constants.S_IFMT) === type; } }[method];
}
if (nodeMajor >= 22) {
  for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
    Object.defineProperty(Stats.prototype, name, {
      enumerable: true, configurable: true,
      get() { return new Date(this[`${name}Ms`] + 0.5); },
      set(value) { Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }); },
    });
  }
}

const kType = Symbol('type');
class Dirent {
  constructor(name, type, path) {
    this.name = name;
    if (nodeMajor >= 20) this.parentPath = path;
    if (nodeMajor >= 18 && nodeMajor < 24) this.path = path;
    this[kType] = type;
  }
  isFile() { return this[kType] === 1; }
  isDirectory() { return this[kType] === 2; }
  isSymbolicLink() { return this[kType] === 3; }
  isBlockDevice() { return false; }
  isCharacterDevice() { return false; }
  isFIFO() { return false; }
  isSocket() { return false; }
}

function entries(list, options, path) {
  const withTypes = options && typeof options === 'object' && options.withFileTypes;
  const out = [];
  for (let i = 0; i < list.length; i += 2) out.push(withTypes ? new Dirent(list[i], list[i + 1], path) : list[i]);
  return out;
}

// --- simple calls: one operation each ---

// name: [operation, operands from arguments, result]. The last argument of the callback form is the callback.
const simple = {
  open: (path, flags, mode) => ['open', [pathOf(path), flagsOf(flags), modeOf(mode, 0o666)]],
  close: (fd) => ['close', [fdOf(fd)]],
  fstat: (fd) => ['fstat', [fdOf(fd)], (fields) => new Stats(fields)],
  stat: (path) => ['stat', [pathOf(path)], (fields) => new Stats(fields)],
  lstat: (path) => ['lstat', [pathOf(path)], (fields) => new Stats(fields)],
  access: (path, mode) => ['access', [pathOf(path), mode === undefined ? 0 : mode]],
  rmdir: (path) => ['rmdir', [pathOf(path)]],
  unlink: (path) => ['unlink', [pathOf(path)]],
  rename: (from, to) => ['rename', [pathOf(from, 'oldPath'), pathOf(to, 'newPath')]],
  link: (from, to) => ['link', [pathOf(from, 'existingPath'), pathOf(to, 'newPath')]],
  symlink: (target, path) => ['symlink', [pathOf(target, 'target'), pathOf(path)]],
  readlink: (path) => ['readlink', [pathOf(path)]],
  realpath: (path) => ['realpath', [pathOf(path)]],
  truncate: (path, length) => ['truncate', [pathOf(path), typeof length === 'number' ? length : 0]],
  ftruncate: (fd, length) => ['ftruncate', [fdOf(fd), typeof length === 'number' ? length : 0]],
  chmod: (path, mode) => ['chmod', [pathOf(path), modeOf(mode, 0)]],
  utimes: (path, atime, mtime) => ['utimes', [pathOf(path), Number(atime), Number(mtime)]],
  fsync: (fd) => ['fsync', [fdOf(fd)]],
  copyFile: (from, to, mode) => ['copyfile', [pathOf(from, 'src'), pathOf(to, 'dest'), typeof mode === 'number' ? mode : 0]],
  readdir: (path, options) => ['readdir', [pathOf(path)], (list) => entries(list, options, path)],
};

function promised(operation, operands, result) {
  return new Promise((resolve, reject) => {
    submit(operation, (error, value) => (error ? reject(error) : resolve(result ? result(value) : value)), ...operands);
  });
}

const fs = {};
const promises = {};

for (const [name, prepare] of Object.entries(simple)) {
  const callbackForm = {
    [name](...args) {
      const callback = callbackOf(args.pop());
      const [operation, operands, result] = prepare(...args);
      submit(operation, (error, value) => {
        if (error) callback(error);
        else if (value === undefined) callback(null);
        else callback(null, result ? result(value) : value);
      }, ...operands);
    },
  }[name];
  fs[name] = callbackForm;
  const syncName = `${name}Sync`;
  fs[syncName] = {
    [syncName](...args) {
      const [operation, operands, result] = prepare(...args);
      const options = args[1];
      if ((name === 'stat' || name === 'lstat') && options && options.throwIfNoEntry === false) {
        try {
          return result(sync(operation, null, ...operands));
        } catch (error) {
          if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
          throw error;
        }
      }
      const value = sync(operation, null, ...operands);
      return result ? result(value) : value;
    },
  }[syncName];
  if (name !== 'open' && name !== 'close' && !name.startsWith('f')) {
    promises[name] = {
      async [name](...args) {
        const [operation, operands, result] = prepare(...args);
        return promised(operation, operands, result);
      },
    }[name];
  }
}
fs.realpath.native = fs.realpath;
fs.realpathSync.native = fs.realpathSync;

fs.exists = function exists(path, callback) {
  callbackOf(callback);
  submit('access', (error) => callback(!error), pathOf(path), 0);
};
fs.existsSync = function existsSync(path) {
  try {
    sync('access', null, pathOf(path), 0);
    return true;
  } catch {
    return false;
  }
};

// --- mkdir and rm, with recursion ---

function parents(path) {
  const out = [];
  const absolute = path[0] === '/';
  const parts = path.split('/').filter(Boolean);
  for (let i = 1; i <= parts.length; i++) out.push((absolute ? '/' : '') + parts.slice(0, i).join('/'));
  return out;
}
fs.mkdirSync = function mkdirSync(path, options) {
  path = pathOf(path);
  const mode = modeOf(typeof options === 'object' && options !== null ? options.mode : options, 0o777);
  if (!(options && options.recursive)) {
    sync('mkdir', null, path, mode);
    return undefined;
  }
  let first;
  for (const folder of parents(path)) {
    try {
      sync('mkdir', null, folder, mode);
      first = first === undefined ? folder : first;
    } catch (error) {
      if (error.code !== 'EEXIST' || !fs.statSync(folder).isDirectory()) throw error;
    }
  }
  return first;
};
fs.mkdir = function mkdir(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  promises.mkdir(path, typeof options === 'function' ? undefined : options).then((first) => callback(null, first), callback);
};
promises.mkdir = async function mkdir(path, options) {
  path = pathOf(path);
  const mode = modeOf(typeof options === 'object' && options !== null ? options.mode : options, 0o777);
  if (!(options && options.recursive)) return promised('mkdir', [path, mode]);
  let first;
  for (const folder of parents(path)) {
    try {
      await promised('mkdir', [folder, mode]);
      first = first === undefined ? folder : first;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  return first;
};
fs.rmSync = function rmSync(path, options = {}) {
  let stats;
  try {
    stats = fs.lstatSync(path);
  } catch (error) {
    if (options.force && error.code === 'ENOENT') return;
    error.message = error.message.replace('lstat', 'rm');
    throw error;
  }
  if (!stats.isDirectory()) return fs.unlinkSync(path);
  if (!options.recursive) throw Object.assign(nodeError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`), { errno: 21, path, syscall: 'rm' });
  for (const name of fs.readdirSync(path)) fs.rmSync(`${path}/${name}`, options);
  fs.rmdirSync(path);
};
promises.rm = async function rm(path, options = {}) {
  let stats;
  try {
    stats = await promises.lstat(path);
  } catch (error) {
    if (options.force && error.code === 'ENOENT') return;
    throw error;
  }
  if (!stats.isDirectory()) return promises.unlink(path);
  if (!options.recursive) throw Object.assign(nodeError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`), { errno: 21, path, syscall: 'rm' });
  for (const name of await promises.readdir(path)) await promises.rm(`${path}/${name}`, options);
  return promises.rmdir(path);
};
fs.rm = function rm(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  promises.rm(path, typeof options === 'function' ? {} : options).then(() => callback(null), callback);
};

// --- readFile ---

function isFile(fields) {
  return (fields[1] & constants.S_IFMT) === constants.S_IFREG;
}

// open, fstat, reads, close: next(error, bytes) after the last.
function readAll(path, flags, ownsFd, next) {
  const start = (fd) => {
    const finish = (error, bytes) => {
      if (!ownsFd) return next(error, bytes);
      submit('close', (closeError) => next(error || closeError, bytes), fd);
    };
    submit('fstat', (error, fields) => {
      if (error) return finish(error);
      const size = isFile(fields) ? fields[8] : 0;
      const chunks = [];
      let total = 0;
      const read = () => {
        const want = size === 0 ? kReadChunk : Math.min(kReadChunk, size - total);
        submit('read', (readError, bytes) => {
          if (readError) return finish(readError);
          total += bytes.length;
          chunks.push(bytes);
          if (bytes.length === 0 || total === size) return finish(null, chunks.join(''));
          read();
        }, fd, want, -1);
      };
      read();
    }, fd);
  };
  if (!ownsFd) return start(path);
  submit('open', (error, fd) => (error ? next(error) : start(fd)), path, flags, 0o666);
}

fs.readFile = function readFile(path, options, callback) {
  callback = callbackOf(callback || options);
  if (typeof options === 'function') options = undefined;
  checkOptions(options);
  const encoding = encodingOf(options, null);
  const ownsFd = typeof path !== 'number';
  readAll(ownsFd ? pathOf(path) : path, flagsOf(options && options.flag), ownsFd, (error, bytes) => {
    if (error) return callback(error);
    callback(null, output(bytes, encoding));
  });
};
fs.readFileSync = function readFileSync(path, options) {
  checkOptions(options);
  const encoding = encodingOf(options, null);
  const ownsFd = typeof path !== 'number';
  const fd = ownsFd ? sync('open', null, pathOf(path), flagsOf(options && options.flag), 0o666) : path;
  try {
    const fields = sync('fstat', null, fd);
    const size = isFile(fields) ? fields[8] : 0;
    let bytes = '';
    for (;;) {
      const chunk = sync('read', null, fd, size === 0 ? kReadChunk : size - bytes.length, -1);
      bytes += chunk;
      if (chunk.length === 0 || bytes.length === size) break;
    }
    return output(bytes, encoding);
  } finally {
    if (ownsFd) sync('close', null, fd);
  }
};
promises.readFile = async function readFile(path, options) {
  checkOptions(options);
  const encoding = encodingOf(options, null);
  if (path instanceof FileHandle) return path.readFile(options);
  const bytes = await new Promise((resolve, reject) => {
    readAll(pathOf(path), flagsOf(options && options.flag), true, (error, all) => (error ? reject(error) : resolve(all)));
  });
  return output(bytes, encoding);
};

// --- writeFile, appendFile ---

function writeAll(path, flags, mode, bytes, ownsFd, chunk, next) {
  const start = (fd) => {
    const finish = (error) => {
      if (!ownsFd) return next(error);
      submit('close', (closeError) => next(error || closeError), fd);
    };
    let at = 0;
    const write = () => {
      const part = bytes.length <= chunk ? bytes : bytes.slice(at, at + chunk);
      submit('write', (error, written) => {
        if (error) return finish(error);
        at += written;
        if (at >= bytes.length) return finish(null);
        write();
      }, fd, part, -1);
    };
    write();
  };
  if (!ownsFd) return start(path);
  submit('open', (error, fd) => (error ? next(error) : start(fd)), path, flags, mode);
}

fs.writeFile = function writeFile(path, data, options, callback) {
  callback = callbackOf(callback || options);
  if (typeof options === 'function') options = undefined;
  checkOptions(options);
  const bytes = input(data, encodingOf(options, 'utf8'));
  const ownsFd = typeof path !== 'number';
  writeAll(ownsFd ? pathOf(path) : path, flagsOf(options && options.flag, 'w'), modeOf(options && options.mode, 0o666), bytes, ownsFd, Infinity,
    (error) => callback(error || null));
};
fs.writeFileSync = function writeFileSync(path, data, options) {
  checkOptions(options);
  const bytes = input(data, encodingOf(options, 'utf8'));
  const ownsFd = typeof path !== 'number';
  const fd = ownsFd ? sync('open', null, pathOf(path), flagsOf(options && options.flag, 'w'), modeOf(options && options.mode, 0o666)) : path;
  try {
    sync('write', null, fd, bytes, -1);
  } finally {
    if (ownsFd) sync('close', null, fd);
  }
};
promises.writeFile = async function writeFile(path, data, options) {
  checkOptions(options);
  const bytes = input(data, encodingOf(options, 'utf8'));
  await new Promise((resolve, reject) => {
    writeAll(pathOf(path), flagsOf(options && options.flag, 'w'), modeOf(options && options.mode, 0o666), bytes, true, kPromiseWriteChunk,
      (error) => (error ? reject(error) : resolve()));
  });
};
const appending = (options) => ({ ...(typeof options === 'string' ? { encoding: options } : options), flag: (options && options.flag) || 'a' });
fs.appendFile = function appendFile(path, data, options, callback) {
  callback = callbackOf(callback || options);
  fs.writeFile(path, data, appending(typeof options === 'function' ? undefined : options), callback);
};
fs.appendFileSync = function appendFileSync(path, data, options) {
  fs.writeFileSync(path, data, appending(options));
};
promises.appendFile = async function appendFile(path, data, options) {
  return promises.writeFile(path, data, appending(options));
};

// --- descriptors ---

fs.write = function write(fd, data, position, encoding, callback) {
  callback = callbackOf([callback, encoding, position].find((argument) => typeof argument === 'function'));
  const bytes = input(data, typeof encoding === 'string' ? encodings.get(encoding) : 'utf8');
  submit('write', (error, written) => callback(error, written || 0, data), fdOf(fd), bytes, typeof position === 'number' ? position : -1);
};
fs.writeSync = function writeSync(fd, data, position, encoding) {
  if (fd === 1 || fd === 2) {
    (fd === 1 ? process.stdout : process.stderr).write(data);
    return input(data, 'utf8').length;
  }
  return sync('write', null, fdOf(fd), input(data, typeof encoding === 'string' ? encodings.get(encoding) : 'utf8'), typeof position === 'number' ? position : -1);
};

class FileHandle {
  #fd;
  constructor(fd) {
    this.#fd = fd;
  }
  get fd() {
    return this.#fd;
  }
  readFile(options) {
    const encoding = encodingOf(options, null);
    return new Promise((resolve, reject) => {
      readAll(this.#fd, 0, false, (error, bytes) => {
        try {
          error ? reject(error) : resolve(output(bytes, encoding));
        } catch (problem) {
          reject(problem);
        }
      });
    });
  }
  writeFile(data, options) {
    const bytes = input(data, encodingOf(options, 'utf8'));
    return new Promise((resolve, reject) => {
      writeAll(this.#fd, 0, 0, bytes, false, kPromiseWriteChunk, (error) => (error ? reject(error) : resolve()));
    });
  }
  appendFile(data, options) {
    return this.writeFile(data, options);
  }
  write(data, position, encoding) {
    const bytes = input(data, typeof encoding === 'string' ? encodings.get(encoding) : 'utf8');
    return promised('write', [this.#fd, bytes, typeof position === 'number' ? position : -1], (bytesWritten) => ({ bytesWritten, buffer: data }));
  }
  stat() {
    return promised('fstat', [this.#fd], (fields) => new Stats(fields));
  }
  truncate(length = 0) {
    return promised('ftruncate', [this.#fd, length]);
  }
  sync() {
    return promised('fsync', [this.#fd]);
  }
  async close() {
    const fd = this.#fd;
    if (fd === -1) return undefined;
    this.#fd = -1;
    return promised('close', [fd]);
  }
}
promises.open = async function open(path, flags, mode) {
  return promised('open', [pathOf(path), flagsOf(flags), modeOf(mode, 0o666)], (fd) => new FileHandle(fd));
};
promises.constants = constants;

Object.assign(fs, { constants, Stats, Dirent });
for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) Object.defineProperty(fs, name, { value: constants[name], enumerable: true });
Object.defineProperty(fs, 'promises', { configurable: true, enumerable: true, get: () => promises });

module.exports = fs;
