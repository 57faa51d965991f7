'use strict';
// fs.promises and FileHandle (https://nodejs.org/api/fs.html#promises-api): the same operations, a promise for each call.
const { nodeError, invalidArgType, submit, nodeMajor } = internal;
const { Buffer } = require('buffer');
const EventEmitter = require('events');
const fs = require('fs');
const { constants, checkInteger, optionsOf, pathOf, flagsOf, modeOf, bytesOf, secondsOf, partOf, positionOf, statsOf, isRegular, entriesOf,
  named } = require('internal/fs/values');
const { AbortError, aggregateTwoErrors } = require('internal/streams/errors');
const { isIterable } = require('internal/streams/kinds');

const kChunk = 524288;       // of reads of a known size and of writes
const kUnknownChunk = 65536; // of reads when nothing is known of the size
const kOf = Symbol('kRefs');

function job(operation, ...operands) {
  return new Promise((resolve, reject) => submit(operation, (error, value) => {
    if (error) reject(error);
    else resolve(value);
  }, ...operands));
}
function checkAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

// --- FileHandle ---

class FileHandle extends EventEmitter {
  #fd; #references = 1; #closing = null; #settle = null;
  constructor(fd) {
    super();
    this.#fd = fd;
  }
  get fd() { return this.#fd; }
  // Runs a call of ours; a close() waits for it.
  async #call(name, fn, ...args) {
    if (this.#fd === -1) {
      const error = new Error('file closed');
      error.code = 'EBADF';
      error.syscall = name;
      throw error;
    }
    try {
      this.#references++;
      return await fn(this, ...args);
    } finally {
      this[kOf](-1);
    }
  }
  // Streams over the handle hold it too.
  [kOf](change) {
    this.#references += change;
    if (this.#references > 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    job('close', fd).then(...this.#settle);
  }
  close = () => {
    if (this.#fd === -1) return Promise.resolve();
    if (this.#closing) return this.#closing;
    this.#references--;
    const over = () => {
      this.#closing = undefined;
    };
    if (this.#references === 0) {
      const fd = this.#fd;
      this.#fd = -1;
      this.#closing = job('close', fd).finally(over);
    } else {
      this.#closing = new Promise((resolve, reject) => { this.#settle = [resolve, reject]; }).finally(over);
    }
    this.emit('close');
    return this.#closing;
  };
  appendFile(data, options) { return this.#call('writeFile', writeFile, data, options); }
  chmod(mode) { return this.#call('fchmod', (handle) => job('fchmod', handle.fd, modeOf(mode, 'mode'))); }
  chown(uid, gid) { return this.#call('fchown', (handle) => job('fchown', handle.fd, checkInteger(uid, 'uid', -1), checkInteger(gid, 'gid', -1))); }
  datasync() { return this.#call('fdatasync', (handle) => job('fdatasync', handle.fd)); }
  sync() { return this.#call('fsync', (handle) => job('fsync', handle.fd)); }
  read(buffer, offset, length, position) { return this.#call('read', read, buffer, offset, length, position); }
  readv(buffers, position) { return this.#call('readv', vectored('readv', 'bytesRead'), buffers, position); }
  readFile(options) { return this.#call('readFile', readFile, options); }
  readLines(options = undefined) {
    const { Interface } = require('readline');
    return new Interface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }
  stat(options) { return this.#call('fstat', async (handle) => statsOf(await job('fstat', handle.fd), options)); }
  truncate(length = 0) { return this.#call('ftruncate', (handle) => job('ftruncate', handle.fd, Math.max(0, checkInteger(length, 'len')))); }
  utimes(atime, mtime) { return this.#call('futimes', (handle) => job('futimes', handle.fd, secondsOf(atime, 'atime'), secondsOf(mtime, 'mtime'))); }
  write(buffer, offset, length, position) { return this.#call('write', write, buffer, offset, length, position); }
  writev(buffers, position) { return this.#call('writev', vectored('writev', 'bytesWritten'), buffers, position); }
  writeFile(data, options) { return this.#call('writeFile', writeFile, data, options); }
  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }
  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }
  readableWebStream() {
    const { ReadableStream } = require('stream/web');
    return new ReadableStream({
      type: 'bytes', autoAllocateChunkSize: 16384,
      pull: async (controller) => {
        const { view } = controller.byobRequest;
        const { bytesRead } = await this.read(view, view.byteOffset, view.byteLength);
        if (bytesRead === 0) controller.close();
        controller.byobRequest.respond(bytesRead);
      },
    });
  }
}
if (Symbol.asyncDispose) FileHandle.prototype[Symbol.asyncDispose] = async function() { return this.close(); };

async function read(handle, view, offset, length, position) {
  if (!ArrayBuffer.isView(view)) ({ buffer: view = Buffer.alloc(16384), offset, length, position } = view ?? {});
  else if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
  const part = partOf(view, offset, length, position);
  if (part.length === 0) return { __proto__: null, bytesRead: 0, buffer: view };
  const bytesRead = await job('read', handle.fd, part.length, part.position, view, part.offset);
  return { __proto__: null, bytesRead, buffer: view };
}
async function write(handle, data, offset, length, position) {
  if (ArrayBuffer.isView(data)) {
    if (data.byteLength === 0) return { __proto__: null, bytesWritten: 0, buffer: data };
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    const part = partOf(data, offset, length, position);
    const bytesWritten = await job('write', handle.fd, part.position, data, part.offset, part.length);
    return { __proto__: null, bytesWritten, buffer: data };
  }
  if (typeof data !== 'string') throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  const view = bytesOf(data, typeof length === 'string' ? length : 'utf8');
  const bytesWritten = await job('write', handle.fd, positionOf(offset), view, 0, view.length);
  return { __proto__: null, bytesWritten, buffer: data };
}
function vectored(name, count) {
  return (handle, buffers, position) => new Promise((resolve, reject) => {
    fs[name](handle.fd, buffers, position ?? null, (error, bytes) => (error ? reject(error) : resolve({ __proto__: null, [count]: bytes, buffers })));
  });
}

// --- whole files ---

async function readAll(handle, options) {
  const { signal, encoding } = options;
  checkAborted(signal);
  const fields = await job('fstat', handle.fd);
  checkAborted(signal);
  const size = isRegular(fields) ? fields[8] : 0;
  if (size > 2 ** 31 - 1) throw nodeError(RangeError, 'ERR_FS_FILE_TOO_LARGE', `File size (${size}) is greater than 2 GiB`);
  const chunks = [];
  let total = 0;
  for (;;) {
    checkAborted(signal);
    const view = Buffer.allocUnsafeSlow(size > 0 ? Math.min(kChunk, size - total) : kUnknownChunk);
    const count = await job('read', handle.fd, view.length, -1, view, 0);
    total += count;
    chunks.push(count === view.length ? view : view.subarray(0, count));
    if (count === 0 || total === size || (count < view.length && size > 0)) break;
  }
  const whole = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, total);
  return encoding && encoding !== 'buffer' ? whole.toString(encoding) : whole;
}
async function writeWhole(handle, data, signal, encoding) {
  checkAborted(signal);
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    for await (const part of data) {
      checkAborted(signal);
      const view = ArrayBuffer.isView(part) ? part : Buffer.from(part, encoding || 'utf8');
      for (let at = 0; at < view.byteLength;) {
        at += (await write(handle, view, at, Math.min(kChunk, view.byteLength - at))).bytesWritten;
        checkAborted(signal);
      }
    }
    return;
  }
  for (let at = 0; at < data.byteLength;) {
    checkAborted(signal);
    at += (await write(handle, data, at, Math.min(kChunk, data.byteLength - at))).bytesWritten;
  }
}
// The file is closed whatever came of the work.
async function thenClose(work, close) {
  return work.then((result) => close().then(() => result),
    (error) => close().then(() => Promise.reject(error), (closeError) => Promise.reject(aggregateTwoErrors(closeError, error))));
}

async function open(path, flags, mode) {
  path = pathOf(path);
  const numbers = flagsOf(flags ?? 'r');
  return new FileHandle(await job('open', path, numbers, modeOf(mode, 'mode', 0o666)));
}
const inOneJob = nodeMajor >= 26; // a file of up to one chunk
async function readFile(path, options) {
  options = optionsOf(options, { flag: 'r' });
  if (path instanceof FileHandle) return readAll(path, options);
  checkAborted(options.signal);
  if (inOneJob) {
    const whole = await job('readfile', pathOf(path), flagsOf(options.flag || 'r'));
    if (typeof whole !== 'number') {
      checkAborted(options.signal);
      return options.encoding && options.encoding !== 'buffer' ? whole.toString(options.encoding) : whole;
    }
    const handle = new FileHandle(whole);
    return thenClose(readAll(handle, options), handle.close);
  }
  const handle = await open(path, options.flag || 'r', 0o666);
  return thenClose(readAll(handle, options), handle.close);
}
async function writeFile(path, data, options) {
  options = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  const flag = options.flag || 'w';
  const custom = typeof data === 'object' && data !== null && !ArrayBuffer.isView(data) && isIterable(data);
  if (!custom) data = bytesOf(data, options.encoding);
  if (path instanceof FileHandle) return writeWhole(path, data, options.signal, options.encoding);
  checkAborted(options.signal);
  if (inOneJob && !options.flush && !custom && data.byteLength <= kChunk) {
    await job('writefile', pathOf(path), flagsOf(flag), modeOf(options.mode, 'mode', 0o666), data, 0, data.byteLength);
    checkAborted(options.signal);
    return;
  }
  const handle = await open(path, flag, options.mode);
  let work = writeWhole(handle, data, options.signal, options.encoding);
  if (options.flush) work = work.then(() => handle.sync());
  return thenClose(work, handle.close);
}
async function appendFile(path, data, options) {
  options = optionsOf(options, { encoding: 'utf8', mode: 0o666, flag: 'a' });
  return writeFile(path, data, { ...options, flag: options.flag || 'a' });
}

// --- the others: one operation, or the callback form ---

async function truncate(path, length = 0) {
  const handle = await open(path, 'r+');
  return thenClose(handle.truncate(length), handle.close);
}
async function access(path, mode = 0) { return job('access', pathOf(path), mode); }
async function stat(path, options) { return statsOf(await job('stat', pathOf(path)), options); }
async function lstat(path, options) { return statsOf(await job('lstat', pathOf(path)), options); }
async function rename(from, to) { return job('rename', pathOf(from, 'oldPath'), pathOf(to, 'newPath')); }
async function rmdir(path) { return job('rmdir', pathOf(path)); }
async function unlink(path) { return job('unlink', pathOf(path)); }
async function link(from, to) { return job('link', pathOf(from, 'existingPath'), pathOf(to, 'newPath')); }
async function symlink(target, path) { return job('symlink', pathOf(target, 'target'), pathOf(path)); }
async function readlink(path, options) { return named(await job('readlink', pathOf(path)), optionsOf(options, {}).encoding); }
async function realpath(path, options) { return named(await job('realpath', pathOf(path)), optionsOf(options, {}).encoding); }
async function chmod(path, mode) { return job('chmod', pathOf(path), modeOf(mode, 'mode')); }
async function chown(path, uid, gid) { return job('chown', pathOf(path), checkInteger(uid, 'uid', -1), checkInteger(gid, 'gid', -1)); }
async function lchown(path, uid, gid) { return job('lchown', pathOf(path), checkInteger(uid, 'uid', -1), checkInteger(gid, 'gid', -1)); }
async function utimes(path, atime, mtime) { return job('utimes', pathOf(path), secondsOf(atime), secondsOf(mtime)); }
async function lutimes(path, atime, mtime) { return job('lutimes', pathOf(path), secondsOf(atime), secondsOf(mtime)); }
async function copyFile(from, to, mode = 0) { return job('copyfile', pathOf(from, 'src'), pathOf(to, 'dest'), mode); }
async function mkdtemp(prefix, options) {
  prefix = pathOf(prefix, 'prefix');
  return named(prefix + (await job('mkdtemp', prefix)).slice(-6), optionsOf(options, {}).encoding);
}
async function readdir(path, options) {
  options = optionsOf(options, { encoding: 'utf8', withFileTypes: false });
  path = pathOf(path);
  if (options.recursive) return viaCallback('readdir', path, options);
  return entriesOf(await job('readdir', path), options, path);
}
function viaCallback(name, ...args) {
  return new Promise((resolve, reject) => fs[name](...args, (error, value) => (error ? reject(error) : resolve(value))));
}
async function mkdir(path, options) { return viaCallback('mkdir', path, options); }
async function rm(path, options) { return viaCallback('rm', path, options); }
async function opendir(path, options) { return viaCallback('opendir', path, options); }
async function cp(source, target, options) { return require('internal/fs/copy').cpPromise(source, target, options); }
async function statfs(path, options) { return viaCallback('statfs', path, options); }
async function* watch(path, options = {}) { yield* require('internal/fs/watch').watchPromise(path, options); }

const promises = { access, copyFile, cp, open, opendir, rename, truncate, rm, rmdir, mkdir, readdir, readlink, symlink, lstat, stat, link, unlink, chmod,
  lchown, chown, utimes, lutimes, realpath, mkdtemp, writeFile, appendFile, readFile, watch, constants };
if (typeof fs.statfs === 'function') promises.statfs = statfs;
if (nodeMajor >= 22) promises.glob = function glob(pattern, options) { return require('internal/fs/glob').search(pattern, options); };

module.exports = { promises, FileHandle, kOf };
