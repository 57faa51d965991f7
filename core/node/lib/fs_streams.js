'use strict';
// fs.createReadStream and createWriteStream (node-semantics §7.4): opened when made, each read and write a job, closed when
// destroyed, after the job under way.
const { invalidArgType } = internal;
const { Buffer } = require('buffer');
const { Readable } = require('internal/streams/readable');
const { Writable } = require('internal/streams/writable');
const { finished } = require('internal/streams/finished');
const { errorOrDestroy } = require('internal/streams/destroy');
const { streamError } = require('internal/streams/errors');
const { optionsOf, pathOf, checkInteger, outOfRange } = require('internal/fs/values');
const fs = require('fs');

const kFs = Symbol('kFs');
const kIoDone = Symbol('kIoDone');
const kIsPerformingIO = Symbol('kIsPerformingIO');

const checkFunction = (value, name) => { if (typeof value !== 'function') throw invalidArgType(name, 'of type function', value); };

// What fs offers, over a FileHandle.
function handleOperations(handle, kOf) {
  return {
    open() { throw streamError('ERR_METHOD_NOT_IMPLEMENTED', 'open()'); },
    close(fd, callback) {
      handle[kOf](-1);
      handle.close().then(() => callback(), callback);
    },
    fsync(fd, callback) { handle.sync().then(() => callback(), callback); },
    read(fd, view, offset, length, position, callback) {
      handle.read(view, offset, length, position).then((r) => callback(null, r.bytesRead, r.buffer), (error) => callback(error, 0, view));
    },
    write(fd, view, offset, length, position, callback) {
      handle.write(view, offset, length, position).then((r) => callback(null, r.bytesWritten, r.buffer), (error) => callback(error, 0, view));
    },
    writev(fd, views, position, callback) {
      handle.writev(views, position).then((r) => callback(null, r.bytesWritten, r.buffers), (error) => callback(error, 0, views));
    },
  };
}
// The file of the options: a descriptor, a FileHandle, or a path to open.
function setFile(stream, path, options, flags) {
  if (options.fd === undefined || options.fd === null) {
    stream.fd = null;
    stream[kFs] = options.fs || fs;
    checkFunction(stream[kFs].open, 'options.fs.open');
    stream.path = typeof path === 'object' && path !== null && !ArrayBuffer.isView(path) ? pathOf(path) : path;
    stream.flags = options.flags === undefined ? flags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
    pathOf(stream.path);
    return;
  }
  if (typeof options.fd === 'number') {
    stream[kFs] = options.fs || fs;
    stream.fd = checkInteger(options.fd, 'fd', 0, 2 ** 31 - 1);
    return;
  }
  const { FileHandle, kOf } = require('internal/fs/promises');
  if (!(options.fd instanceof FileHandle)) throw invalidArgType('options.fd', 'of type number or an instance of FileHandle', options.fd);
  const handle = options.fd;
  stream[kFs] = handleOperations(handle, kOf);
  handle[kOf](1);
  handle.on('close', stream.close.bind(stream));
  stream.fd = handle.fd;
}
function openFile(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  this[kFs].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    this.fd = fd;
    callback();
    this.emit('open', this.fd);
    this.emit('ready');
  });
}
function closeFile(stream, error, callback) {
  const close = (problem) => {
    stream[kFs].close(stream.fd, (closeError) => callback(closeError || problem));
    stream.fd = null;
  };
  if (!stream.fd) callback(error);
  else if (stream.flush) stream[kFs].fsync(stream.fd, (syncError) => close(error || syncError));
  else close(error);
}
function destroyFile(error, callback) {
  if (this[kIsPerformingIO]) this.once(kIoDone, (ioError) => closeFile(this, error || ioError, callback));
  else closeFile(this, error, callback);
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = { ...optionsOf(options, {}) };
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  setFile(this, path, options, 'r');
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  checkFunction(this[kFs].read, 'options.fs.read');
  if (options.autoDestroy) checkFunction(this[kFs].close, 'options.fs.close');
  this.start = options.start;
  this.end = options.end;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    checkInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end === undefined) {
    this.end = Infinity;
  } else if (this.end !== Infinity) {
    checkInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) throw outOfRange('start', `<= "end" (here: ${this.end})`, this.start);
  }
  Readable.call(this, options);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
ReadStream.prototype._construct = openFile;
ReadStream.prototype._destroy = destroyFile;
ReadStream.prototype._read = function(n) {
  n = Math.min(this.end - (this.pos !== undefined ? this.pos : this.bytesRead) + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  const view = Buffer.allocUnsafeSlow(n);
  this[kIsPerformingIO] = true;
  this[kFs].read(this.fd, view, 0, n, this.pos, (error, count, filled) => {
    this[kIsPerformingIO] = false;
    if (this.destroyed) { // it was waiting for us
      this.emit(kIoDone, error);
    } else if (error) {
      errorOrDestroy(this, error);
    } else if (count > 0) {
      if (this.pos !== undefined) this.pos += count;
      this.bytesRead += count;
      if (count !== filled.length) { // memory that is not needed goes back
        const exact = Buffer.allocUnsafeSlow(count);
        filled.copy(exact, 0, 0, count);
        filled = exact;
      }
      this.push(filled);
    } else {
      this.push(null);
    }
  });
};
ReadStream.prototype.close = function(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = { ...optionsOf(options, {}) };
  options.decodeStrings = true;
  setFile(this, path, options, 'w');
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  const { write, writev } = this[kFs];
  if (!write && !writev) throw invalidArgType('options.fs.write', 'of type function', write);
  if (write) checkFunction(write, 'options.fs.write');
  else this._write = null;
  if (writev) checkFunction(writev, 'options.fs.writev');
  else this._writev = null;
  if (options.autoDestroy) checkFunction(this[kFs].close, 'options.fs.close');
  this.flush = options.flush ?? false;
  if (typeof this.flush !== 'boolean') throw invalidArgType('options.flush', 'of type boolean', this.flush);
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  if (this.start !== undefined) {
    checkInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Writable.call(this, options);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
WriteStream.prototype._construct = openFile;
WriteStream.prototype._destroy = destroyFile;

// Writes until all is written.
function writeAll(stream, view, position, callback) {
  stream[kFs].write(stream.fd, view, 0, view.length, position, (error, written) => {
    if (stream.destroyed || error) return callback(error || streamError('ERR_STREAM_DESTROYED', 'write'));
    stream.bytesWritten += written;
    if (written < view.length) return writeAll(stream, view.subarray(written), position === undefined ? undefined : position + written, callback);
    callback();
  });
}
function writeAllOf(stream, views, size, position, callback) {
  stream[kFs].writev(stream.fd, views, position ?? null, (error, written) => {
    if (stream.destroyed || error) return callback(error || streamError('ERR_STREAM_DESTROYED', 'writev'));
    stream.bytesWritten += written;
    if (written < size)
      return writeAllOf(stream, [Buffer.concat(views).subarray(written)], size - written, position === undefined ? undefined : position + written, callback);
    callback();
  });
}
function afterIo(stream, callback) {
  stream[kIsPerformingIO] = true;
  return (error) => {
    stream[kIsPerformingIO] = false;
    callback(error);
    if (stream.destroyed) stream.emit(kIoDone, error);
  };
}
WriteStream.prototype._write = function(data, encoding, callback) {
  writeAll(this, data, this.pos, afterIo(this, callback));
  if (this.pos !== undefined) this.pos += data.length;
};
WriteStream.prototype._writev = function(entries, callback) {
  const views = entries.map((entry) => entry.chunk);
  const size = views.reduce((sum, view) => sum + view.length, 0);
  writeAllOf(this, views, size, this.pos, afterIo(this, callback));
  if (this.pos !== undefined) this.pos += size;
};
WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  if (!this.autoClose) this.on('finish', this.destroy); // nobody else would
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

for (const [each, state] of [[ReadStream, '_readableState'], [WriteStream, '_writableState']]) {
  Object.defineProperty(each.prototype, 'autoClose', {
    __proto__: null,
    get() { return this[state].autoDestroy; },
    set(value) { this[state].autoDestroy = value; },
  });
  Object.defineProperty(each.prototype, 'pending', { __proto__: null, configurable: true, get() { return this.fd === null; } });
}

function createReadStream(path, options) { return new ReadStream(path, options); }
function createWriteStream(path, options) { return new WriteStream(path, options); }
module.exports = { ReadStream, WriteStream, FileReadStream: ReadStream, FileWriteStream: WriteStream, createReadStream, createWriteStream };
