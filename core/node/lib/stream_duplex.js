'use strict';
// Duplex: both sides in one, each with its own buffer. It has Readable's prototype and Writable's methods.
const { nodeMajor } = internal;
const { Stream } = require('internal/streams/legacy');
const { R, W, ReadableState, WritableState } = require('internal/streams/state');
const { Readable, readableConstructed } = require('internal/streams/readable');
const { Writable, writableConstructed, onwrite } = require('internal/streams/writable');
const { construct } = require('internal/streams/destroy');
const { addAbortSignal } = require('internal/streams/abort');
const { noteCreated, noteReadable, noteWritable } = require('internal/streams/trace');

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  if (nodeMajor >= 20) {
    this._events ??= { close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined, data: undefined, end: undefined,
      readable: undefined };
  }
  this._readableState = new ReadableState(options, this, true);
  this._writableState = new WritableState(options, this, true, onwrite);
  this.allowHalfOpen = !options || options.allowHalfOpen !== false;
  if (options) {
    if (options.readable === false) switchOffReadable(this);
    if (options.writable === false) switchOffWritable(this);
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  $note(noteCreated, this);
  $note(noteReadable, this, this._readableState);
  $note(noteWritable, this, this._writableState);
  if (this._construct != null) {
    construct(this, () => {
      readableConstructed(this);
      writableConstructed(this);
    });
  }
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);

function switchOffReadable(stream) {
  stream._readableState.readable = false;
  stream._readableState.bits |= R.ended | R.endEmitted;
}
function switchOffWritable(stream) {
  stream._writableState.writable = false;
  stream._writableState.bits |= W.ending | W.ended | W.finished;
}

// Names of the writable side that the readable one does not have.
for (const name of Object.keys(Writable.prototype)) if (!Duplex.prototype[name]) Duplex.prototype[name] = Writable.prototype[name];
Duplex.prototype.destroy = Writable.prototype.destroy;
for (const name of ['writable', 'writableHighWaterMark', 'writableObjectMode', 'writableBuffer', 'writableLength', 'writableFinished', 'writableCorked',
  'writableEnded', 'writableNeedDrain']) {
  Object.defineProperty(Duplex.prototype, name, { __proto__: null, ...Object.getOwnPropertyDescriptor(Writable.prototype, name) });
}
function bothOr(bit) {
  return function() {
    const r = this._readableState, w = this._writableState;
    return r !== undefined && w !== undefined && (r.bits & bit) !== 0 && (w.bits & bit) !== 0;
  };
}
Object.defineProperty(Duplex.prototype, 'destroyed', {
  __proto__: null, configurable: false, enumerable: false,
  get: bothOr(R.destroyed),
  set(value) {
    if (this._readableState && this._writableState) this._readableState.destroyed = this._writableState.destroyed = value;
  },
});

Duplex.fromWeb = function fromWeb(pair, options) { return require('internal/streams/web_adapters').duplexFromWeb(pair, options); };
Duplex.toWeb = function toWeb(duplex) { return require('internal/streams/web_adapters').duplexToWeb(duplex); };
Duplex.from = function from(body) { return require('internal/streams/duplexify').duplexify(body, 'body'); };

module.exports = { Duplex };
