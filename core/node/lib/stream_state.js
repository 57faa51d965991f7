'use strict';
// The two sides of a stream, as programs see them in _readableState and _writableState. What is a yes or no is one bit of
// a number; accessors of the prototypes show each by its name. Node has that number under a symbol, kState, and inspect
// shows it. Here it is `bits`, since a name is read faster.
const { nodeError, invalidArgType, inspect, nodeMajor, pushBuffered, readBegin, readEnd, writeBegin, writeEnd, writeDone } = internal;
const { Buffer } = require('buffer');

const kState = Symbol('kState');

// The bits of each side, by name (core/node/stream_bits.def).
const R = internal.readableBits, W = internal.writableBits;

function defineFlags(prototype, bits, names) {
  for (const name of names) {
    const bit = bits[name];
    Object.defineProperty(prototype, name, {
      __proto__: null, configurable: false, enumerable: false,
      get() { return (this.bits & bit) !== 0; },
      set(value) {
        if (value) this.bits |= bit;
        else this.bits &= ~bit;
      },
    });
  }
}
// A value that is there only while its bit is set; else `absent`.
function defineOptional(prototype, name, bit, slot, absent, clears) {
  Object.defineProperty(prototype, name, {
    __proto__: null, enumerable: false,
    get() { return (this.bits & bit) !== 0 ? this[slot] : absent(); },
    set(value) {
      if (value || clears) this[slot] = value;
      if (value) this.bits |= bit;
      else this.bits &= ~bit;
    },
  });
}
// undefined or null, true, false: two bits.
function defineTernary(prototype, name, known, yes, unknown) {
  Object.defineProperty(prototype, name, {
    __proto__: null, enumerable: false,
    get() { return (this.bits & known) !== 0 ? (this.bits & yes) !== 0 : unknown; },
    set(value) {
      this.bits &= ~(known | yes);
      if (value !== null && value !== undefined) this.bits |= value ? known | yes : known;
    },
  });
}
function defineDefaultEncoding(prototype, bit) {
  Object.defineProperty(prototype, 'defaultEncoding', {
    __proto__: null, enumerable: false,
    get() { return (this.bits & bit) !== 0 ? 'utf8' : this[kDefaultEncodingValue]; },
    set(value) {
      if (value === 'utf8' || value === 'utf-8') {
        this.bits |= bit;
      } else {
        this.bits &= ~bit;
        this[kDefaultEncodingValue] = value;
      }
    },
  });
}

const kErroredValue = Symbol('kErroredValue');
const kDefaultEncodingValue = Symbol('kDefaultEncodingValue');
const kDecoderValue = Symbol('kDecoderValue');
const kEncodingValue = Symbol('kEncodingValue');
const kWriteCbValue = Symbol('kWriteCbValue');
const kAfterWriteTickInfoValue = Symbol('kAfterWriteTickInfoValue');
const kBufferedValue = Symbol('kBufferedValue');
const kOnFinishedValue = Symbol('kOnFinishedValue');

// --- high water marks ---

// 16 KiB until Node 20, then 64 KiB; 16 objects (node-semantics §7.1).
let defaultBytes = (nodeMajor >= 22 ? 64 : 16) * 1024;
let defaultObjects = 16;
function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}
function setDefaultHighWaterMark(objectMode, value) {
  if (typeof value !== 'number') throw invalidArgType('value', 'of type number', value);
  if (!Number.isInteger(value)) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "value" is out of range. It must be an integer. Received ${inspect(value)}`);
  if (value < 0) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "value" is out of range. It must be >= 0. Received ${inspect(value)}`);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}
// What the options say, or the default; `ownKey` is the name for one side of a duplex.
function getHighWaterMark(objectMode, options, ownKey, isDuplex) {
  const given = options.highWaterMark ?? (isDuplex ? options[ownKey] : null);
  if (given === null || given === undefined) return getDefaultHighWaterMark(objectMode);
  if (Number.isInteger(given) && given >= 0) return given;
  const name = isDuplex ? `options.${ownKey}` : 'options.highWaterMark';
  throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property '${name}' is invalid. Received ${inspect(given)}`);
}
function unknownEncoding(encoding) {
  return nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
}
function isUtf8Name(encoding) {
  return encoding === undefined || encoding === null || encoding === 'utf8' || encoding === 'utf-8';
}

// --- the readable side ---

function ReadableState(options, stream, isDuplex) {
  let bits = R.emitClose | R.autoDestroy | R.constructed | R.sync;
  let mark = defaultBytes, encoding;
  if (options) {
    if (options.objectMode || (isDuplex && options.readableObjectMode)) bits |= R.objectMode;
    if (options.emitClose === false) bits &= ~R.emitClose;
    if (options.autoDestroy === false) bits &= ~R.autoDestroy;
    mark = getHighWaterMark((bits & R.objectMode) !== 0, options, 'readableHighWaterMark', isDuplex);
    encoding = options.defaultEncoding;
  }
  if (isUtf8Name(encoding)) bits |= R.defaultUtf8;
  Object.defineProperty(this, 'bits', { __proto__: null, value: bits, writable: true, enumerable: false });
  this.highWaterMark = mark;
  this.buffer = [];
  this.bufferIndex = 0;
  this.length = 0;
  this.pipes = [];
  if ((bits & R.defaultUtf8) === 0) {
    if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    this.defaultEncoding = encoding;
  }
  this.awaitDrainWriters = null;
  if (options && options.encoding) {
    const { StringDecoder } = require('string_decoder');
    this.decoder = new StringDecoder(options.encoding);
    this.encoding = options.encoding;
  }
}
defineFlags(ReadableState.prototype, R, ['objectMode', 'ended', 'endEmitted', 'reading', 'constructed', 'sync', 'needReadable', 'emittedReadable',
  'readableListening', 'resumeScheduled', 'errorEmitted', 'emitClose', 'autoDestroy', 'destroyed', 'closed', 'closeEmitted', 'multiAwaitDrain',
  'readingMore', 'dataEmitted']);
const nothing = () => null;
defineOptional(ReadableState.prototype, 'errored', R.errored, kErroredValue, nothing, false);
defineOptional(ReadableState.prototype, 'decoder', R.decoder, kDecoderValue, nothing, false);
defineOptional(ReadableState.prototype, 'encoding', R.encoding, kEncodingValue, nothing, false);
defineDefaultEncoding(ReadableState.prototype, R.defaultUtf8);
defineTernary(ReadableState.prototype, 'flowing', R.hasFlowing, R.flowing, null);
Object.defineProperty(ReadableState.prototype, 'pipesCount', { __proto__: null, get() { return this.pipes.length; } });
Object.defineProperty(ReadableState.prototype, 'paused', {
  __proto__: null,
  get() { return (this.bits & R.paused) !== 0; },
  set(value) {
    this.bits |= R.hasPaused;
    if (value) this.bits |= R.paused;
    else this.bits &= ~R.paused;
  },
});

// --- the writable side ---

function nop() {}

function WritableState(options, stream, isDuplex, onwrite) {
  let bits = W.sync | W.constructed | W.emitClose | W.autoDestroy | W.allBuffers | W.allNoop;
  let mark = defaultBytes, encoding;
  if (!options || options.decodeStrings !== false) bits |= W.decodeStrings;
  if (options) {
    if (options.objectMode || (isDuplex && options.writableObjectMode)) bits |= W.objectMode;
    if (options.emitClose === false) bits &= ~W.emitClose;
    if (options.autoDestroy === false) bits &= ~W.autoDestroy;
    mark = getHighWaterMark((bits & W.objectMode) !== 0, options, 'writableHighWaterMark', isDuplex);
    encoding = options.defaultEncoding;
  }
  if (isUtf8Name(encoding)) bits |= W.defaultUtf8;
  Object.defineProperty(this, 'bits', { __proto__: null, value: bits, writable: true, enumerable: false });
  this.highWaterMark = mark;
  if ((bits & W.defaultUtf8) === 0) {
    if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    this[kDefaultEncodingValue] = encoding;
  }
  this.length = 0;
  this.corked = 0;
  this.onwrite = nodeMajor >= 24 ? (error) => onwrite(stream, error) : onwrite.bind(undefined, stream);
  this.writelen = 0;
  this[kBufferedValue] = null;
  this.bufferedIndex = 0;
  this.pendingcb = 0;
}
// The queue of writes is empty.
function resetBuffer(state) {
  state[kBufferedValue] = null;
  state.bufferedIndex = 0;
  state.bits = (state.bits | W.allBuffers | W.allNoop) & ~W.buffered;
}
defineFlags(WritableState.prototype, W, ['objectMode', 'finalCalled', 'needDrain', 'ending', 'ended', 'finished', 'destroyed', 'decodeStrings', 'writing',
  'sync', 'bufferProcessing', 'constructed', 'prefinished', 'errorEmitted', 'emitClose', 'autoDestroy', 'closed', 'closeEmitted', 'allBuffers', 'allNoop']);
defineOptional(WritableState.prototype, 'errored', W.errored, kErroredValue, nothing, false);
defineOptional(WritableState.prototype, 'writecb', W.writeCb, kWriteCbValue, () => nop, true);
defineOptional(WritableState.prototype, 'afterWriteTickInfo', W.afterWriteTickInfo, kAfterWriteTickInfoValue, nothing, true);
defineOptional(WritableState.prototype, 'buffered', W.buffered, kBufferedValue, () => [], true);
defineTernary(WritableState.prototype, 'writable', W.hasWritable, W.writable, undefined);
defineDefaultEncoding(WritableState.prototype, W.defaultUtf8);
WritableState.prototype.getBuffer = function getBuffer() {
  return (this.bits & W.buffered) === 0 ? [] : this[kBufferedValue].slice(this.bufferedIndex);
};
Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  __proto__: null,
  get() { return (this.bits & W.buffered) === 0 ? 0 : this[kBufferedValue].length - this.bufferedIndex; },
});

// What console.log shows of a state: with the bits under their symbol.
for (const each of [ReadableState, WritableState]) {
  const kCustom = Symbol.for('nodejs.util.inspect.custom');
  const bare = Object.create(each.prototype, { constructor: { __proto__: null, value: each }, [kCustom]: { __proto__: null, value: undefined } });
  Object.defineProperty(each.prototype, kCustom, {
    __proto__: null, enumerable: false,
    value(depth, options) {
      if (depth < 0) return this;
      return inspect(Object.assign(Object.create(bare), { [kState]: this.bits }, this), options);
    },
  });
}

module.exports = {
  R, W, kErroredValue, kDecoderValue, kEncodingValue, kWriteCbValue, kAfterWriteTickInfoValue, kBufferedValue, kOnFinishedValue, nop, ReadableState, WritableState,
  resetBuffer, quick: { pushBuffered, readBegin, readEnd, writeBegin, writeEnd, writeDone }, getDefaultHighWaterMark, setDefaultHighWaterMark, getHighWaterMark, unknownEncoding,
};
