'use strict';
// fs (https://nodejs.org/api/fs.html) on the virtual disk. Each call is made of the same operations, in the same order,
// as in Node: a readFile is open, fstat, reads and close, each a job of the thread pool (node-semantics §6).
//
// submit(operation, callback, …operands) makes a job; sync(operation, null, …operands) does it at once.
const { invalidArgType, nodeError, sync, submit, writeStandard, nodeMajor } = internal;
const { Buffer } = require('buffer');
const values = require('internal/fs/values');
const { constants, checkInteger, optionsOf, pathOf, fdOf, callbackOf, flagsOf, modeOf, bytesOf, secondsOf, partOf, positionOf, Stats,
  statsOf, isRegular, Dirent, entriesOf, named } = values;

// Reads of readFile by version: 8 KiB before Node 12, then 512 KiB.
const kReadChunk = nodeMajor < 12 ? 8192 : 524288;
const inOneJob = nodeMajor >= 26; // a whole file of up to one chunk is read, any written, in one job

const fs = {};

// --- calls of one operation ---

// What each takes: a function of the arguments gives [operands, result]; the callback form has its callback last.
const single = {
  open: ['open', (path, flags, mode) => [[pathOf(path), flagsOf(typeof flags === 'function' ? 'r' : flags ?? 'r'), modeOf(typeof mode === 'function' ? undefined : mode, 'mode', 0o666)]]],
  close: ['close', (fd) => [[fdOf(fd)]]],
  fstat: ['fstat', (fd, options) => [[fdOf(fd)], (fields) => statsOf(fields, options)]],
  stat: ['stat', (path, options) => [[pathOf(path)], (fields) => statsOf(fields, options)]],
  lstat: ['lstat', (path, options) => [[pathOf(path)], (fields) => statsOf(fields, options)]],
  access: ['access', (path, mode) => [[pathOf(path), typeof mode === 'number' ? checkInteger(mode, 'mode', 0, 7) : 0]]],
  rename: ['rename', (from, to) => [[pathOf(from, 'oldPath'), pathOf(to, 'newPath')]]],
  ftruncate: ['ftruncate', (fd, length) => [[fdOf(fd), typeof length === 'number' ? Math.max(0, checkInteger(length, 'len')) : 0]]],
  rmdir: ['rmdir', (path) => [[pathOf(path)]]],
  fdatasync: ['fdatasync', (fd) => [[fdOf(fd)]]],
  fsync: ['fsync', (fd) => [[fdOf(fd)]]],
  readlink: ['readlink', (path, options) => [[pathOf(path)], (target) => named(target, optionsOf(options, {}).encoding)]],
  symlink: ['symlink', (target, path) => [[pathOf(target, 'target'), pathOf(path)]]],
  link: ['link', (from, to) => [[pathOf(from, 'existingPath'), pathOf(to, 'newPath')]]],
  unlink: ['unlink', (path) => [[pathOf(path)]]],
  fchmod: ['fchmod', (fd, mode) => [[fdOf(fd), modeOf(mode, 'mode')]]],
  chmod: ['chmod', (path, mode) => [[pathOf(path), modeOf(mode, 'mode')]]],
  lchown: ['lchown', (path, uid, gid) => [[pathOf(path), checkInteger(uid, 'uid', -1), checkInteger(gid, 'gid', -1)]]],
  fchown: ['fchown', (fd, uid, gid) => [[fdOf(fd), checkInteger(uid, 'uid', -1), checkInteger(gid, 'gid', -1)]]],
  chown: ['chown', (path, uid, gid) => [[pathOf(path), checkInteger(uid, 'uid', -1), checkInteger(gid, 'gid', -1)]]],
  utimes: ['utimes', (path, atime, mtime) => [[pathOf(path), secondsOf(atime), secondsOf(mtime)]]],
  futimes: ['futimes', (fd, atime, mtime) => [[fdOf(fd), secondsOf(atime, 'atime'), secondsOf(mtime, 'mtime')]]],
  lutimes: ['lutimes', (path, atime, mtime) => [[pathOf(path), secondsOf(atime), secondsOf(mtime)]]],
  copyFile: ['copyfile', (from, to, mode) => [[pathOf(from, 'src'), pathOf(to, 'dest'), typeof mode === 'number' ? checkInteger(mode, 'mode', 0, 7) : 0]]],
  mkdtemp: ['mkdtemp', (prefix, options) => [[pathOf(prefix, 'prefix')], (path) => named(pathOf(prefix) + path.slice(-6), optionsOf(options, {}).encoding)]],
};
const missing = (error) => error.code === 'ENOENT' || error.code === 'ENOTDIR';

for (const name of Object.keys(single)) {
  const [operation, prepare] = single[name];
  fs[name] = {
    [name](...args) {
      const last = args.length > 1 || name === 'close' ? args.pop() : undefined;
      const callback = name === 'close' && last !== undefined && typeof last === 'number' && args.length === 0 ? (args.push(last), closed) : callbackOf(last);
      const [operands, result] = prepare(...args);
      submit(operation, (error, value) => {
        if (error) callback(error);
        else if (value === undefined) callback(null);
        else callback(null, result ? result(value) : value);
      }, ...operands);
    },
  }[name];
  fs[`${name}Sync`] = {
    [`${name}Sync`](...args) {
      const [operands, result] = prepare(...args);
      let value;
      try {
        value = sync(operation, null, ...operands);
      } catch (error) {
        if ((name === 'stat' || name === 'lstat') && args[1] && args[1].throwIfNoEntry === false && missing(error)) return undefined;
        throw error;
      }
      return result ? result(value) : value;
    },
  }[`${name}Sync`];
}
// close(fd) without a callback: an error is nobody's.
function closed(error) { if (error) throw error; }

fs.exists = function exists(path, callback) {
  callbackOf(callback);
  try {
    path = pathOf(path);
  } catch {
    callback(false);
    return;
  }
  submit('access', (error) => callback(!error), path, 0);
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), { value: (path) => new Promise((resolve) => fs.exists(path, resolve)) });
fs.existsSync = function existsSync(path) {
  try {
    sync('access', null, pathOf(path), 0);
    return true;
  } catch {
    return false;
  }
};

// A disk of a fixed size, half of it free.
function statfsOf(bigint) {
  const fields = { type: 61267, bsize: 4096, blocks: 2097152, bfree: 1048576, bavail: 1048576, files: 524288, ffree: 262144 };
  if (bigint) for (const name of Object.keys(fields)) fields[name] = BigInt(fields[name]);
  return Object.assign(new StatFs(), fields);
}
class StatFs {}
fs.statfs = function statfs(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  submit('access', (error) => (error ? callback(error) : callback(null, statfsOf(options?.bigint))), pathOf(path), 0);
};
fs.statfsSync = function statfsSync(path, options) {
  sync('access', null, pathOf(path), 0);
  return statfsOf(options?.bigint);
};

// --- truncate: open, ftruncate, close ---

fs.truncate = function truncate(path, length, callback) {
  if (typeof length === 'function') [callback, length] = [length, 0];
  length = length === undefined ? 0 : checkInteger(length, 'len');
  callback = callbackOf(callback);
  submit('open', (error, fd) => {
    if (error) return callback(error);
    submit('ftruncate', (problem) => submit('close', (closeError) => callback(problem || closeError), fd), fd, Math.max(0, length));
  }, pathOf(path), 2, 0o666);
};
fs.truncateSync = function truncateSync(path, length = 0) {
  const fd = sync('open', null, pathOf(path), 2, 0o666);
  try {
    sync('ftruncate', null, fd, Math.max(0, checkInteger(length, 'len')));
  } finally {
    sync('close', null, fd);
  }
};

// --- realpath: every part of the path is looked at ---

fs.realpathSync = function realpathSync(path, options) { return named(sync('realpath', null, pathOf(path)), optionsOf(options, {}).encoding); };
fs.realpathSync.native = fs.realpathSync;
fs.realpath = function realpath(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  const { encoding } = optionsOf(options, {});
  const { resolve } = require('path');
  let todo = resolve(pathOf(path)).split('/').filter(Boolean), done = '';
  const known = new Set();
  const next = () => {
    if (todo.length === 0) return callback(null, named(done || '/', encoding));
    const at = `${done}/${todo[0]}`;
    if (known.has(at)) {
      todo.shift();
      done = at;
      return process.nextTick(next);
    }
    submit('lstat', (error, fields) => {
      if (error) return callback(error);
      if ((fields[1] & constants.S_IFMT) !== constants.S_IFLNK) {
        known.add(at);
        todo.shift();
        done = at;
        return next();
      }
      submit('stat', (statError) => {
        if (statError) return callback(statError);
        submit('readlink', (linkError, target) => {
          if (linkError) return callback(linkError);
          todo = [...resolve(done || '/', target).split('/').filter(Boolean), ...todo.slice(1)];
          done = '';
          next();
        }, at);
      }, at);
    }, at);
  };
  next();
};
fs.realpath.native = function native(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  const { encoding } = optionsOf(options, {});
  submit('realpath', (error, real) => (error ? callback(error) : callback(null, named(real, encoding))), pathOf(path));
};

// --- mkdir: with `recursive` the last folder is tried first, then those above it ---

function mkdirOptions(options) {
  if (typeof options === 'number' || typeof options === 'string') return { mode: modeOf(options, 'mode'), recursive: false };
  const recursive = options?.recursive ?? false;
  if (typeof recursive !== 'boolean') throw invalidArgType('options.recursive', 'of type boolean', recursive);
  return { mode: modeOf(options?.mode, 'options.mode', 0o777), recursive };
}
const { dirname: parentOf } = require('path');
// Steps of a recursive mkdir: given what mkdir of the top of the stack said, what to do next.
function mkdirSteps(path, run, finish) {
  const stack = [path];
  let first;
  const step = () => {
    if (stack.length === 0) return finish(null, first);
    const at = stack[stack.length - 1];
    run('mkdir', at, (error) => {
      if (!error) {
        stack.pop();
        first ??= at;
        return step();
      }
      if (error.code === 'ENOENT' && parentOf(at) !== at) {
        stack.push(parentOf(at));
        return step();
      }
      if (error.code !== 'EEXIST') return finish(error);
      run('stat', at, (statError, fields) => {
        if (statError) return finish(statError);
        if ((fields[1] & constants.S_IFMT) === constants.S_IFDIR) {
          stack.pop();
          return step();
        }
        if (stack.length === 1) return finish(error);
        run('mkdir', stack[0], (notFolder) => finish(notFolder)); // ENOTDIR, with the path that was asked for
      });
    });
  };
  step();
}
fs.mkdir = function mkdir(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  const { mode, recursive } = mkdirOptions(typeof options === 'function' ? undefined : options);
  path = pathOf(path);
  if (!recursive) return submit('mkdir', (error) => callback(error), path, mode);
  mkdirSteps(path, (operation, at, next) => (operation === 'mkdir' ? submit('mkdir', next, at, mode) : submit(operation, next, at)),
    (error, first) => (error ? callback(error) : callback(null, first)));
};
fs.mkdirSync = function mkdirSync(path, options) {
  const { mode, recursive } = mkdirOptions(options);
  path = pathOf(path);
  if (!recursive) {
    sync('mkdir', null, path, mode);
    return undefined;
  }
  let result, problem;
  mkdirSteps(path, (operation, at, next) => {
    let value;
    try {
      value = operation === 'mkdir' ? sync('mkdir', null, at, mode) : sync(operation, null, at);
    } catch (error) {
      return next(error);
    }
    return next(null, value);
  }, (error, first) => { [problem, result] = [error, first]; });
  if (problem) throw problem;
  return result;
};

// --- readdir ---

const readdirOptions = (options) => optionsOf(options, { encoding: 'utf8', withFileTypes: false, recursive: false });
// One folder after the other; a step looks at the folder at the head of the queue.
function readdirWalk(path, options, list, finish) {
  const { join, relative } = require('path');
  const queue = [path], out = [];
  const next = () => {
    if (queue.length === 0) return finish(null, out);
    const folder = queue.shift();
    list(folder, (error, found) => {
      if (error) return finish(error);
      for (let i = 0; i < found.length; i += 2) {
        const at = join(folder, found[i]);
        if (found[i + 1] === constants.UV_DIRENT_DIR) queue.push(at);
        out.push(options.withFileTypes ? new Dirent(named(found[i], options.encoding), found[i + 1], folder) : relative(path, at));
      }
      next();
    });
  };
  next();
}
fs.readdir = function readdir(path, options, callback) {
  callback = callbackOf(typeof options === 'function' ? options : callback);
  options = readdirOptions(options);
  path = pathOf(path);
  const done = (error, result) => (error ? callback(error) : callback(null, result));
  if (options.recursive) return readdirWalk(path, options, (folder, next) => submit('readdir', next, folder), done);
  submit('readdir', (error, list) => (error ? callback(error) : callback(null, entriesOf(list, options, path))), path);
};
fs.readdirSync = function readdirSync(path, options) {
  options = readdirOptions(options);
  path = pathOf(path);
  if (!options.recursive) return entriesOf(sync('readdir', null, path), options, path);
  let result;
  readdirWalk(path, options, (folder, next) => next(null, sync('readdir', null, folder)), (error, all) => { result = all; });
  return result;
};

// --- read and write of descriptors ---

// (fd, view, offset, length, position), (fd, view, options), (fd, options) or (fd, view)
function readArguments(fd, view, offset, length, position) {
  fd = fdOf(fd);
  if (offset === undefined && view !== null && typeof view === 'object' && !ArrayBuffer.isView(view))
    ({ buffer: view = Buffer.alloc(16384), offset = 0, length, position = null } = view);
  else if (offset !== null && typeof offset === 'object') ({ offset = 0, length, position = null } = offset);
  return { fd, view, ...partOf(view, offset, length, position) };
}
fs.read = function read(fd, view, offset, length, position, callback) {
  const given = [view, offset, length, position, callback];
  const at = given.findIndex((argument) => typeof argument === 'function');
  callback = callbackOf(given[at]);
  const args = given.slice(0, Math.max(at, 0));
  const call = readArguments(fd, args.length === 0 ? {} : args[0], args[1], args[2], args[3]);
  if (call.length === 0) return process.nextTick(() => callback(null, 0, call.view));
  submit('read', (error, bytesRead) => callback(error, bytesRead || 0, call.view), call.fd, call.length, call.position, call.view, call.offset);
};
fs.readSync = function readSync(fd, view, offset, length, position) {
  const call = readArguments(fd, view, offset, length, position);
  return call.length === 0 ? 0 : sync('read', null, call.fd, call.length, call.position, call.view, call.offset);
};

// (fd, view, offset, length, position), (fd, view, options) or (fd, text, position, encoding)
function writeArguments(fd, data, offset, length, position) {
  fd = fdOf(fd);
  if (ArrayBuffer.isView(data)) {
    if (offset !== null && typeof offset === 'object') ({ offset = 0, length, position = null } = offset);
    return { fd, view: data, ...partOf(data, offset, length, position) };
  }
  if (typeof data !== 'string') throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  const view = bytesOf(data, typeof length === 'string' ? length : 'utf8');
  return { fd, view, offset: 0, length: view.byteLength, position: positionOf(offset) };
}
const isStandard = (fd) => fd === 1 || fd === 2;
fs.write = function write(fd, data, offset, length, position, callback) {
  const given = [offset, length, position, callback];
  const at = given.findIndex((argument) => typeof argument === 'function');
  callback = callbackOf(given[at]);
  const call = writeArguments(fd, data, ...given.slice(0, at));
  submit('write', (error, written) => callback(error, written || 0, data), call.fd, call.position, call.view, call.offset, call.length);
};
fs.writeSync = function writeSync(fd, data, offset, length, position) {
  const call = writeArguments(fd, data, offset, length, position);
  if (isStandard(call.fd)) return writeStandard(call.fd, new Uint8Array(call.view.buffer, call.view.byteOffset + call.offset, call.length));
  return sync('write', null, call.fd, call.position, call.view, call.offset, call.length);
};

function viewsOf(views) {
  if (!Array.isArray(views) || !views.every((view) => ArrayBuffer.isView(view))) throw invalidArgType('buffers', 'an instance of ArrayBufferView[]', views);
  return views;
}
const asBuffer = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
function scatter(whole, count, views) {
  for (const view of views) {
    if (count <= 0) return;
    whole.copy(asBuffer(view), 0, 0, Math.min(count, view.byteLength));
    whole = whole.subarray(view.byteLength);
    count -= view.byteLength;
  }
}
fs.readv = function readv(fd, views, position, callback) {
  callback = callbackOf(typeof position === 'function' ? position : callback);
  const whole = Buffer.alloc(viewsOf(views).reduce((sum, view) => sum + view.byteLength, 0));
  submit('read', (error, count) => {
    if (!error) scatter(whole, count, views);
    callback(error, count || 0, views);
  }, fdOf(fd), whole.length, positionOf(position), whole, 0);
};
fs.readvSync = function readvSync(fd, views, position) {
  const whole = Buffer.alloc(viewsOf(views).reduce((sum, view) => sum + view.byteLength, 0));
  const count = sync('read', null, fdOf(fd), whole.length, positionOf(position), whole, 0);
  scatter(whole, count, views);
  return count;
};
fs.writev = function writev(fd, views, position, callback) {
  callback = callbackOf(typeof position === 'function' ? position : callback);
  const whole = Buffer.concat(viewsOf(views).map(asBuffer));
  submit('write', (error, count) => callback(error, count || 0, views), fdOf(fd), positionOf(position), whole, 0, whole.length);
};
fs.writevSync = function writevSync(fd, views, position) {
  const whole = Buffer.concat(viewsOf(views).map(asBuffer));
  if (whole.length === 0) return 0;
  return fs.writeSync(fd, whole, 0, whole.length, position);
};
for (const [name, names] of [['read', ['bytesRead', 'buffer']], ['write', ['bytesWritten', 'buffer']], ['readv', ['bytesRead', 'buffers']], ['writev', ['bytesWritten', 'buffers']]]) {
  Object.defineProperty(fs[name], Symbol.for('nodejs.util.promisify.custom'), {
    value: (...args) => new Promise((resolve, reject) => fs[name](...args, (error, first, second) => (error ? reject(error) : resolve({ [names[0]]: first, [names[1]]: second })))),
  });
}

// --- whole files, by path or descriptor ---

const isFd = (path) => Number.isInteger(path) && path >= 0 && path < 2 ** 31;

const aborted = (signal) => {
  const { AbortError } = require('internal/streams/errors');
  return new AbortError(undefined, { cause: signal.reason });
};
const textOrBytes = (bytes, encoding) => (encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes);

// fstat and reads: next(error, bytes).
function readRest(fd, signal, next) {
  submit('fstat', (error, fields) => {
    if (error) return next(error);
    const size = isRegular(fields) ? fields[8] : 0;
    if (size > 2 ** 31 - 1) return next(nodeError(RangeError, 'ERR_FS_FILE_TOO_LARGE', `File size (${size}) is greater than 2 GiB`));
    const whole = size > 0 ? Buffer.allocUnsafeSlow(size) : null;
    const chunks = [];
    let total = 0;
    const read = () => {
      if (signal?.aborted) return next(aborted(signal));
      const view = whole ?? Buffer.allocUnsafeSlow(kReadChunk);
      submit('read', (readError, count) => {
        if (readError) return next(readError);
        total += count;
        if (!whole) chunks.push(view.subarray(0, count));
        if (count === 0 || total === size) return next(null, whole ? whole.subarray(0, total) : Buffer.concat(chunks, total));
        read();
      }, fd, whole ? Math.min(kReadChunk, size - total) : kReadChunk, -1, view, whole ? total : 0);
    };
    read();
  }, fd);
}
fs.readFile = function readFile(path, options, callback) {
  callback = callbackOf(callback || options);
  options = optionsOf(options, { flag: 'r' });
  const { signal, encoding } = options;
  const finish = (error, bytes) => {
    if (error) return callback(error);
    let result;
    try {
      result = textOrBytes(bytes, encoding);
    } catch (problem) { // longer than any string
      return callback(problem);
    }
    callback(null, result);
  };
  if (isFd(path)) return readRest(path, signal, finish);
  const flags = flagsOf(options.flag);
  path = pathOf(path);
  if (signal?.aborted) return process.nextTick(finish, aborted(signal));
  const rest = (fd) => readRest(fd, signal, (readError, bytes) => submit('close', (closeError) => finish(readError || closeError, bytes), fd));
  if (inOneJob) {
    submit('readfile', (error, whole) => {
      if (error) finish(error);
      else if (typeof whole === 'number') rest(whole);
      else if (signal?.aborted) finish(aborted(signal));
      else finish(null, whole);
    }, path, flags);
    return;
  }
  submit('open', (error, fd) => {
    if (error) return finish(error);
    rest(fd);
  }, path, flags, 0o666);
};
fs.readFileSync = function readFileSync(path, options) {
  options = optionsOf(options, { flag: 'r' });
  const owned = !isFd(path);
  const fd = owned ? sync('open', null, pathOf(path), flagsOf(options.flag), 0o666) : path;
  try {
    const fields = sync('fstat', null, fd);
    const size = isRegular(fields) ? fields[8] : 0;
    const chunks = [];
    let total = 0;
    for (;;) {
      const view = Buffer.allocUnsafeSlow(size === 0 ? kReadChunk : size - total);
      const count = sync('read', null, fd, view.length, -1, view, 0);
      total += count;
      chunks.push(count === view.length ? view : view.subarray(0, count));
      if (count === 0 || total === size) break;
    }
    return textOrBytes(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, total), options.encoding);
  } finally {
    if (owned) sync('close', null, fd);
  }
};

// All of `view`: next(error).
function writeAll(fd, view, signal, next) {
  let at = 0;
  const write = () => {
    if (signal?.aborted) return next(aborted(signal));
    submit('write', (error, written) => {
      if (error) return next(error);
      at += written;
      if (at >= view.byteLength) return next(null);
      write();
    }, fd, -1, view, at, view.byteLength - at);
  };
  write();
}
fs.writeFile = function writeFile(path, data, options, callback) {
  callback = callbackOf(callback || options);
  options = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const view = bytesOf(data, options.encoding);
  const { signal } = options;
  if (isFd(path)) return writeAll(path, view, signal, callback);
  const flags = flagsOf(options.flag), mode = modeOf(options.mode, 'mode', 0o666);
  path = pathOf(path);
  if (signal?.aborted) return process.nextTick(callback, aborted(signal));
  if (inOneJob && !options.flush) {
    submit('writefile', (error) => callback(!error && signal?.aborted ? aborted(signal) : error), path, flags, mode, view, 0, view.byteLength);
    return;
  }
  submit('open', (error, fd) => {
    if (error) return callback(error);
    writeAll(fd, view, signal, (writeError) => submit('close', (closeError) => callback(writeError || closeError || null), fd));
  }, path, flags, mode);
};
fs.writeFileSync = function writeFileSync(path, data, options) {
  options = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const view = bytesOf(data, options.encoding);
  const owned = !isFd(path);
  const fd = owned ? sync('open', null, pathOf(path), flagsOf(options.flag), modeOf(options.mode, 'mode', 0o666)) : path;
  try {
    if (isStandard(fd)) writeStandard(fd, view);
    else sync('write', null, fd, -1, view, 0, view.byteLength);
  } finally {
    if (owned) sync('close', null, fd);
  }
};
const appending = (options) => optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'a' });
fs.appendFile = function appendFile(path, data, options, callback) {
  callback = callbackOf(callback || options);
  options = appending(options);
  fs.writeFile(path, data, options.flag ? options : { ...options, flag: 'a' }, callback);
};
fs.appendFileSync = function appendFileSync(path, data, options) {
  options = appending(options);
  fs.writeFileSync(path, data, options.flag ? options : { ...options, flag: 'a' });
};

// --- the rest, in files of its own ---

function lazy(module, names) {
  for (const name of names) {
    Object.defineProperty(fs, name, {
      __proto__: null, configurable: true, enumerable: true,
      get() { return require(module)[name]; },
      set(value) { Object.defineProperty(fs, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true }); },
    });
  }
}
lazy('internal/fs/remove', ['rm', 'rmSync']);
lazy('internal/fs/copy', ['cp', 'cpSync']);
lazy('internal/fs/dir', ['Dir', 'opendir', 'opendirSync']);
lazy('internal/fs/streams', ['ReadStream', 'WriteStream', 'FileReadStream', 'FileWriteStream', 'createReadStream', 'createWriteStream']);
lazy('internal/fs/watch', ['watch', 'watchFile', 'unwatchFile']);
if (nodeMajor >= 22) lazy('internal/fs/glob', ['glob', 'globSync']);
if (nodeMajor >= 20) {
  fs.openAsBlob = function openAsBlob(path, options = {}) {
    const { Blob } = require('buffer');
    return Promise.resolve(new Blob([fs.readFileSync(path)], options));
  };
}

Object.assign(fs, { constants, Stats, Dirent });
fs.lchmod = fs.lchmodSync = undefined; // not on Linux
if (nodeMajor < 24) for (const name of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) Object.defineProperty(fs, name, { __proto__: null, value: constants[name], enumerable: true });
Object.defineProperty(fs, 'promises', { __proto__: null, configurable: true, enumerable: true, get() { return require('internal/fs/promises').promises; } });

module.exports = fs;
