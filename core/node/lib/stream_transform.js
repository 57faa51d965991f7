'use strict';
// Transform: a Duplex whose readable side is made of what is written; PassThrough, which changes nothing.
const { nodeMajor } = internal;
const { Duplex } = require('internal/streams/duplex');
const { R, getHighWaterMark } = require('internal/streams/state');
const { streamError } = require('internal/streams/errors');

const { sync: kSync, ended: kEnded } = R;

const kCallback = Symbol('kCallback');

function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // A mark of 0 for the readable side must not become the writable one's: nothing would be written.
  const mark = options ? getHighWaterMark(this.objectMode, options, 'readableHighWaterMark', true) : null;
  if (mark === 0) options = { ...options, highWaterMark: null, readableHighWaterMark: mark, writableHighWaterMark: options.writableHighWaterMark || 0 };
  Duplex.call(this, options);
  // _read only lets the next write go; what it pushes comes later.
  this._readableState.bits &= ~kSync;
  this[kCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', prefinish);
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function final(callback) {
  if (typeof this._flush !== 'function' || this.destroyed) {
    this.push(null);
    if (callback) callback();
    return;
  }
  this._flush((error, data) => {
    if (error) {
      if (callback) callback(error);
      else this.destroy(error);
      return;
    }
    if (data != null) this.push(data);
    this.push(null);
    if (callback) callback();
  });
}
// A subclass with a _final of its own: the flush still has to come.
function prefinish() {
  if (Transform.flushAtPrefinish) Transform.flushAtPrefinish.call(this);
  else if (this._final !== final) final.call(this);
}
Transform.prototype._final = final;
Transform.prototype._transform = function(chunk, encoding, callback) { throw streamError('ERR_METHOD_NOT_IMPLEMENTED', '_transform()'); };
Transform.prototype._write = function(chunk, encoding, callback) {
  const r = this._readableState, w = this._writableState;
  const lengthBefore = r.length;
  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value != null) this.push(value);
    if (nodeMajor >= 20 && (r.bits & kEnded) !== 0) process.nextTick(callback);
    else if (w.ended || lengthBefore === r.length || r.length < r.highWaterMark) callback();
    else this[kCallback] = callback; // the readable side is full: _read goes on
  });
};
Transform.prototype._read = function() {
  if (!this[kCallback]) return;
  const callback = this[kCallback];
  this[kCallback] = null;
  callback();
};

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function(chunk, encoding, callback) { callback(null, chunk); };

if (nodeMajor < 15) require('internal/streams/transform_by_read').install(Transform);

module.exports = { Transform, PassThrough };
