'use strict';
// zlib (https://nodejs.org/api/zlib.html): streams, callbacks and Sync forms over one native step.
const { crc32: nativeCrc32, nodeMajor, open, params: setParams, reset: resetNative, write } = internal;
const { flat, fromEntries } = require('internal/language');
const { invalidArgType, nodeError, outOfRange, validateFunction, validateUint32 } = require('internal/validators');
const { Transform, finished } = require('stream');
const constants = require('internal/zlib_constants');
const notSimulated = require('internal/not_simulated');

const { Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, BROTLI_OPERATION_PROCESS, BROTLI_OPERATION_FLUSH, BROTLI_OPERATION_FINISH,
  DEFLATE, INFLATE, GZIP, GUNZIP, DEFLATERAW, INFLATERAW, UNZIP, BROTLI_DECODE, BROTLI_ENCODE } = constants;
const kMaxLength = require('buffer').kMaxLength ?? 2 ** 32;
const kFlushFlag = Symbol('kFlushFlag');

const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
const asView = (value) => ArrayBuffer.isView(value) ? value : new Uint8Array(value);

function checkNumber(value, name, min, max, fallback) {
  if (value === undefined || Number.isNaN(value)) return fallback;
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isFinite(value) && !Number.isNaN(value)) throw outOfRange(name, 'a finite number', value);
  if (value < min || value > max) throw outOfRange(name, max === Infinity ? `>= ${min}` : `>= ${min} and <= ${max}`, value);
  return value;
}

// With a stack of the place where it is reported.
const codecError = (error) => Object.assign(new Error(error.message), { errno: error.errno, code: brotliCode(error) });
// Libraries of brotli differ in how they name an error: ERR_PADDING_2, or with what kind it is.
function brotliCode({ code, errno }) {
  if (!code.startsWith('ERR_') || code.startsWith('ERR_BROTLI')) return code;
  const bare = code.slice(4).replace(/^_?ERROR_(?:FORMAT_|ALLOC_)?/, '');
  if (nodeMajor < 20) return `ERR_${bare}`;
  return `ERR__ERROR_${errno >= -16 ? 'FORMAT_' : errno <= -21 && errno >= -30 ? 'ALLOC_' : ''}${bare}`;
}

// What all codecs share: a Transform that hands each chunk to the native step until its input is used up.
function ZlibBase(options, handle, { finishFlush, flush, fullFlush, lastFlush }) {
  let chunkSize = constants.Z_DEFAULT_CHUNK;
  let maxOutputLength = kMaxLength;
  if (options) {
    chunkSize = options.chunkSize === undefined || Number.isNaN(options.chunkSize) ? chunkSize : checkNumber(options.chunkSize, 'options.chunkSize', constants.Z_MIN_CHUNK, Infinity, chunkSize);
    flush = checkNumber(options.flush, 'options.flush', 0, lastFlush, flush);
    finishFlush = checkNumber(options.finishFlush, 'options.finishFlush', 0, lastFlush, finishFlush);
    maxOutputLength = checkNumber(options.maxOutputLength, 'options.maxOutputLength', 1, kMaxLength, maxOutputLength);
    if (options.encoding || options.objectMode || options.writableObjectMode) options = { ...options, encoding: null, objectMode: false, writableObjectMode: false };
  }
  Reflect.apply(Transform, this, [{ autoDestroy: true, ...options }]);
  this._hadError = false;
  this.bytesWritten = 0;
  this._handle = handle;
  this._outBuffer = null;
  this._chunkSize = chunkSize;
  this._defaultFlushFlag = flush;
  this._finishFlushFlag = finishFlush;
  this._defaultFullFlushFlag = fullFlush;
  this._info = options?.info;
  this._maxOutputLength = maxOutputLength;
}
Object.setPrototypeOf(ZlibBase.prototype, Transform.prototype);
Object.setPrototypeOf(ZlibBase, Transform);

Object.defineProperty(ZlibBase.prototype, '_closed', { configurable: true, enumerable: true, get() { return !this._handle; } });
ZlibBase.prototype.reset = function() {
  if (!this._handle) throw nodeError(Error, 'ERR_INTERNAL_ASSERTION', 'zlib binding closed');
  return resetNative(this._handle);
};
ZlibBase.prototype._flush = function(callback) {
  this._transform(Buffer.alloc(0), '', callback);
};
ZlibBase.prototype._final = function(callback) {
  callback();
};
// zlib's kinds of flush from weak to strong; brotli's stand in order.
const kByStrength = [Z_NO_FLUSH, Z_BLOCK, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH];
function strongerFlush(stream, a, b) {
  if (stream instanceof Brotli) return Math.max(a, b);
  return kByStrength.indexOf(a) > kByStrength.indexOf(b) ? a : b;
}
// A flush is an empty write with a mark.
ZlibBase.prototype.flush = function(kind, callback) {
  if (typeof kind === 'function' || (kind === undefined && !callback)) [kind, callback] = [this._defaultFullFlushFlag, kind];
  if (this.writableFinished) {
    if (callback) process.nextTick(callback);
  } else if (this.writableEnded) {
    if (callback) this.once('end', callback);
  } else {
    const mark = Buffer.alloc(0);
    mark[kFlushFlag] = kind;
    this.write(mark, '', callback);
  }
};
ZlibBase.prototype.close = function(callback) {
  if (callback) finished(this, callback);
  this.destroy();
};
ZlibBase.prototype._destroy = function(error, callback) {
  this._handle = null;
  callback(error);
};
ZlibBase.prototype._transform = function(chunk, encoding, callback) {
  let flush = this._defaultFlushFlag;
  if (typeof chunk[kFlushFlag] === 'number') flush = chunk[kFlushFlag];
  else if (this.writableEnded && this.writableLength === chunk.byteLength) flush = strongerFlush(this, flush, this._finishFlushFlag);
  this._processChunk(chunk, flush, callback);
};

ZlibBase.prototype._processChunk = function(chunk, flush, callback) {
  if (typeof callback !== 'function') return processSync(this, chunk, flush);
  if (!this._handle) return process.nextTick(callback);
  let input = asView(chunk);
  const step = () => {
    if (!this._handle) return callback();
    write(this._handle, flush, input, this._chunkSize, (error, result) => {
      if (!this._handle || this.destroyed) return undefined;
      if (error) {
        this._hadError = true;
        this.destroy(codecError(error));
        return undefined;
      }
      const [left, output] = result;
      this.bytesWritten += input.byteLength - left;
      input = new Uint8Array(input.buffer, input.byteOffset + input.byteLength - left, left);
      if (output.byteLength > 0) this.push(Buffer.from(output));
      if (this.destroyed) return undefined;
      if (output.byteLength === this._chunkSize) return step(); // a full buffer: there may be more
      if (left > 0 && !(this instanceof Gunzip || this instanceof Unzip)) this.push(null); // input behind the end is no matter
      return callback();
    });
    return undefined;
  };
  return step();
};

function processSync(stream, chunk, flush) {
  let input = asView(chunk);
  const parts = [];
  let produced = 0;
  for (;;) {
    let result;
    try {
      result = write(stream._handle, flush, input, stream._chunkSize);
    } catch (error) {
      stream._handle = null;
      throw codecError(error);
    }
    const [left, output] = result;
    stream.bytesWritten += input.byteLength - left;
    input = new Uint8Array(input.buffer, input.byteOffset + input.byteLength - left, left);
    if (output.byteLength > 0) parts.push(Buffer.from(output));
    produced += output.byteLength;
    if (produced > stream._maxOutputLength) {
      stream._handle = null;
      throw tooLarge(stream._maxOutputLength);
    }
    if (output.byteLength < stream._chunkSize) break;
  }
  stream._handle = null;
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}
const tooLarge = (most) => nodeError(RangeError, 'ERR_BUFFER_TOO_LARGE', `Cannot create a Buffer larger than ${most} bytes`);

// --- zlib's own ---

function Zlib(options, mode) {
  let windowBits = constants.Z_DEFAULT_WINDOWBITS;
  let level = constants.Z_DEFAULT_COMPRESSION;
  let memLevel = constants.Z_DEFAULT_MEMLEVEL;
  let strategy = constants.Z_DEFAULT_STRATEGY;
  let dictionary;
  if (options) {
    if (!((options.windowBits === undefined || options.windowBits === null || options.windowBits === 0) && (mode === INFLATE || mode === GUNZIP || mode === UNZIP)))
      windowBits = checkNumber(options.windowBits, 'options.windowBits', mode === GZIP ? 9 : 8, 15, windowBits);
    level = checkNumber(options.level, 'options.level', -1, 9, level);
    memLevel = checkNumber(options.memLevel, 'options.memLevel', 1, 9, memLevel);
    strategy = checkNumber(options.strategy, 'options.strategy', 0, 4, strategy);
    ({ dictionary } = options);
    if (dictionary !== undefined && !isBytes(dictionary)) throw invalidArgType('options.dictionary', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', dictionary);
  }
  if (mode === DEFLATERAW && windowBits === 8) windowBits = 9; // zlib's own 8 cannot be read back
  Reflect.apply(ZlibBase, this, [options, open(mode, level, windowBits, memLevel, strategy, dictionary),
    { flush: Z_NO_FLUSH, finishFlush: Z_FINISH, fullFlush: Z_FULL_FLUSH, lastFlush: Z_BLOCK }]);
  this._level = level;
  this._strategy = strategy;
  this._mode = mode;
}
Object.setPrototypeOf(Zlib.prototype, ZlibBase.prototype);
Object.setPrototypeOf(Zlib, ZlibBase);
Zlib.prototype.params = function(level, strategy, callback) {
  checkNumber(level, 'level', -1, 9);
  checkNumber(strategy, 'strategy', 0, 4);
  if (this._level === level && this._strategy === strategy) return process.nextTick(callback);
  this.flush(Z_SYNC_FLUSH, () => {
    if (!this.destroyed) {
      setParams(this._handle, level, strategy);
      this._level = level;
      this._strategy = strategy;
    }
    callback?.();
  });
  return undefined;
};

function Brotli(options, mode) {
  const parameters = [];
  for (const key of Object.keys(options?.params ?? {})) {
    const value = options.params[key];
    if (Number.isNaN(+key) || +key < 0 || +key > 9) throw nodeError(RangeError, 'ERR_BROTLI_INVALID_PARAM', `${key} is not a valid Brotli parameter`);
    if (typeof value !== 'number' && typeof value !== 'boolean') throw invalidArgType('options.params[key]', 'of type number', value);
    parameters.push(+key, +value);
  }
  Reflect.apply(ZlibBase, this, [options, open(mode, parameters),
    { flush: BROTLI_OPERATION_PROCESS, finishFlush: BROTLI_OPERATION_FINISH, fullFlush: BROTLI_OPERATION_FLUSH, lastFlush: 3 }]);
}
Object.setPrototypeOf(Brotli.prototype, Zlib.prototype);
Object.setPrototypeOf(Brotli, Zlib);

function codec(name, Base, mode) {
  const Type = { [name]: function(options) {
    if (!(this instanceof Type)) return new Type(options);
    return Reflect.apply(Base, this, [options, mode]);
  } }[name];
  Object.setPrototypeOf(Type.prototype, Base.prototype);
  Object.setPrototypeOf(Type, Base);
  return Type;
}
const Deflate = codec('Deflate', Zlib, DEFLATE);
const Inflate = codec('Inflate', Zlib, INFLATE);
const Gzip = codec('Gzip', Zlib, GZIP);
const Gunzip = codec('Gunzip', Zlib, GUNZIP);
const DeflateRaw = codec('DeflateRaw', Zlib, DEFLATERAW);
const InflateRaw = codec('InflateRaw', Zlib, INFLATERAW);
const Unzip = codec('Unzip', Zlib, UNZIP);
const BrotliCompress = codec('BrotliCompress', Brotli, BROTLI_ENCODE);
const BrotliDecompress = codec('BrotliDecompress', Brotli, BROTLI_DECODE);

// --- one-shot forms ---

function inputBytes(buffer) {
  if (typeof buffer === 'string') return Buffer.from(buffer);
  if (!isBytes(buffer)) throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', buffer);
  return buffer;
}
function later(Type) {
  return function asyncBufferWrapper(buffer, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    validateFunction(callback, 'callback');
    const stream = new Type(options);
    const input = isBytes(buffer) || typeof buffer === 'string' ? buffer : inputBytes(buffer);
    const parts = [];
    let length = 0;
    stream.on('error', (error) => {
      stream.close();
      callback(error);
    });
    stream.on('data', (chunk) => {
      parts.push(chunk);
      length += chunk.byteLength;
      if (length > stream._maxOutputLength) {
        stream.removeAllListeners('data').removeAllListeners('end');
        stream.close();
        callback(tooLarge(stream._maxOutputLength));
      }
    });
    stream.on('end', () => {
      const result = parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
      if (options?.info) callback(null, { buffer: result, engine: stream });
      else callback(null, result);
    });
    stream.end(isBytes(input) && !ArrayBuffer.isView(input) ? Buffer.from(input) : input);
  };
}
const atOnce = (Type) => function syncBufferWrapper(buffer, options) {
  const stream = new Type(options);
  const result = processSync(stream, inputBytes(buffer), stream._finishFlushFlag);
  return options?.info ? { buffer: result, engine: stream } : result;
};

function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw invalidArgType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  validateUint32(value, 'value');
  return nativeCrc32(typeof data === 'string' ? Buffer.from(data) : data, value);
}

module.exports = { Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, BrotliCompress, BrotliDecompress };
for (const [name, Type] of [['deflate', Deflate], ['gzip', Gzip], ['deflateRaw', DeflateRaw], ['unzip', Unzip], ['inflate', Inflate], ['gunzip', Gunzip], ['inflateRaw', InflateRaw],
  ['brotliCompress', BrotliCompress], ['brotliDecompress', BrotliDecompress]]) {
  module.exports[name] = later(Type);
  module.exports[`${name}Sync`] = atOnce(Type);
}
for (const Type of [Deflate, Inflate, DeflateRaw, InflateRaw, Gzip, Gunzip, Unzip, BrotliCompress, BrotliDecompress])
  Object.defineProperty(module.exports, `create${Type.name}`, { enumerable: true, value: (options) => new Type(options) });
if (nodeMajor >= 20) module.exports.crc32 = crc32;
if (nodeMajor >= 22) {
  for (const name of ['zstdCompress', 'zstdCompressSync', 'zstdDecompress', 'zstdDecompressSync', 'createZstdCompress', 'createZstdDecompress'])
    module.exports[name] = notSimulated(`zlib.${name}`);
}
Object.defineProperties(module.exports, {
  constants: { enumerable: true, value: constants },
  codes: {
    enumerable: true,
    value: Object.freeze(fromEntries(flat(['Z_OK', 'Z_STREAM_END', 'Z_NEED_DICT', 'Z_ERRNO', 'Z_STREAM_ERROR', 'Z_DATA_ERROR', 'Z_MEM_ERROR', 'Z_BUF_ERROR', 'Z_VERSION_ERROR']
      .map((name) => [[name, constants[name]], [constants[name], name]])))),
  },
});
