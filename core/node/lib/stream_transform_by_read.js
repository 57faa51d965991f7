'use strict';
// Transform until Node 14: a write waits until somebody reads (_read runs _transform), and the flush follows 'prefinish'.
const { nodeError } = internal;
const { Duplex } = require('internal/streams/duplex');
const { needReadable: kNeedReadable, reading: kReading } = require('internal/streams/state').R;
const { streamError } = require('internal/streams/errors');

const kWaiting = Symbol('kTransformState'); // { transforming, needed, callback, chunk, encoding }
const newState = () => ({ transforming: false, needed: false, callback: null, chunk: null, encoding: null });
const stateOf = (stream) => stream[kWaiting] ?? (stream[kWaiting] = newState());

function transformed(stream, error, data) {
  const t = stateOf(stream);
  t.transforming = false;
  const { callback } = t;
  if (callback === null) return stream.emit('error', streamError('ERR_MULTIPLE_CALLBACK'));
  t.chunk = t.callback = null;
  if (data != null) stream.push(data);
  callback(error);
  const r = stream._readableState;
  r.bits &= ~kReading;
  if ((r.bits & kNeedReadable) !== 0 || r.length < r.highWaterMark) stream._read(r.highWaterMark);
  return undefined;
}
function done(stream, error, data) {
  if (error) return stream.emit('error', error);
  if (data != null) stream.push(data);
  if (stream._writableState.length) throw nodeError(Error, 'ERR_TRANSFORM_WITH_LENGTH_0', 'Calling transform done when writableState.length != 0');
  if (stateOf(stream).transforming) throw nodeError(Error, 'ERR_TRANSFORM_ALREADY_TRANSFORMING', 'Calling transform done when still transforming');
  return stream.push(null);
}

function install(Transform) {
  delete Transform.prototype._final;
  Transform.flushAtPrefinish = function() {
    if (typeof this._flush === 'function' && !this._readableState.destroyed) this._flush((error, data) => done(this, error, data));
    else done(this, null, null);
  };
  Transform.prototype.push = function(chunk, encoding) {
    stateOf(this).needed = false;
    return Duplex.prototype.push.call(this, chunk, encoding);
  };
  Transform.prototype._write = function(chunk, encoding, callback) {
    const t = stateOf(this);
    Object.assign(t, { callback, chunk, encoding });
    const r = this._readableState;
    if (!t.transforming && (t.needed || (r.bits & kNeedReadable) !== 0 || r.length < r.highWaterMark)) this._read(r.highWaterMark);
  };
  Transform.prototype._read = function() {
    const t = stateOf(this);
    if (t.chunk !== null && !t.transforming) {
      t.transforming = true;
      this._transform(t.chunk, t.encoding, (error, data) => transformed(this, error, data));
    } else {
      t.needed = true;
    }
  };
}

module.exports = { install };
