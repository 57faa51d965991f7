'use strict';
// stream (https://nodejs.org/api/stream.html): the parts put together.
const { nodeMajor } = internal;
const { Stream } = require('internal/streams/legacy');
const { Readable } = require('internal/streams/readable');
const { Writable } = require('internal/streams/writable');
const { Duplex } = require('internal/streams/duplex');
const { Transform, PassThrough } = require('internal/streams/transform');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');
const { finished } = require('internal/streams/finished');
const { pipeline } = require('internal/streams/pipeline');
const { addAbortSignal } = require('internal/streams/abort');
const { destroyer } = require('internal/streams/destroy');
const kinds = require('internal/streams/kinds');

// --- operators: methods of Readable since Node 16 ---

const operators = nodeMajor >= 16 ? require('internal/streams/operators') : { streams: {}, promises: {} };
function addOperator(key, operator, wrap) {
  const method = {
    [key](...args) {
      if (new.target) throw new TypeError('Illegal constructor');
      return wrap(Reflect.apply(operator, this, args));
    },
  }[key];
  Object.defineProperty(method, 'name', { __proto__: null, value: operator.name });
  Object.defineProperty(method, 'length', { __proto__: null, value: operator.length });
  Object.defineProperty(Readable.prototype, key, { __proto__: null, value: method, enumerable: false, configurable: true, writable: true });
}
for (const key of Object.keys(operators.streams)) addOperator(key, operators.streams[key], (result) => (key === 'compose' ? result : Readable.from(result)));
for (const key of Object.keys(operators.promises)) addOperator(key, operators.promises[key], (promise) => promise);

// --- the module: Stream itself, with the rest as its properties ---

module.exports = Stream;
Stream.isDestroyed = kinds.isDestroyed;
Stream.isDisturbed = kinds.isDisturbed;
Stream.isErrored = kinds.isErrored;
Stream.isReadable = kinds.isReadable;
Stream.isWritable = kinds.isWritable;
Stream.Readable = Readable;
Stream.Writable = Writable;
Stream.Duplex = Duplex;
Stream.Transform = Transform;
Stream.PassThrough = PassThrough;
if (nodeMajor >= 22) Stream.duplexPair = require('internal/streams/duplex_pair').duplexPair;
else Object.defineProperty(Stream, 'duplexPair', { __proto__: null, configurable: true, enumerable: true, writable: true, value: (options) => require('internal/streams/duplex_pair').duplexPair(options) });
Stream.pipeline = pipeline;
Stream.addAbortSignal = addAbortSignal;
Stream.finished = finished;
Stream.destroy = destroyer;
Object.defineProperty(Stream, 'compose', {
  __proto__: null, configurable: true, enumerable: true, writable: true,
  value: function compose(...streams) { return require('internal/streams/compose').compose(...streams); },
});
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;
Object.defineProperty(Stream, 'promises', {
  __proto__: null, configurable: true, enumerable: true,
  get() { return require('stream/promises'); },
});
const kPromisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(pipeline, kPromisify, { __proto__: null, enumerable: true, get() { return require('stream/promises').pipeline; } });
Object.defineProperty(finished, kPromisify, { __proto__: null, enumerable: true, get() { return require('stream/promises').finished; } });

Stream.Stream = Stream; // the oldest way to name it
Stream._isArrayBufferView = (value) => ArrayBuffer.isView(value);
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  const { Buffer } = require('buffer');
  return new Buffer[Symbol.species](chunk.buffer, chunk.byteOffset, chunk.byteLength);
};
