'use strict';
// How streams begin and end their lives: _construct, destroy, 'error' and 'close' (node-semantics §7.1, 7.2).
const { R } = require('internal/streams/state');
const { streamError, AbortError, aggregateTwoErrors } = require('internal/streams/errors');
const { kIsDestroyed, isDestroyed, isFinished, isServerRequest } = require('internal/streams/kinds');
const { noteDestroyed, noteClosed } = require('internal/streams/trace');

const { destroyed: kDestroyed, constructed: kConstructed, closed: kClosed, closeEmitted: kCloseEmitted, emitClose: kEmitClose, errorEmitted:
  kErrorEmitted, autoDestroy: kAutoDestroy } = R;

const kDestroy = Symbol('kDestroy');
const kConstruct = Symbol('kConstruct');

// Sets a bit that both sides have at the same place.
function setBoth(stream, bit) {
  const r = stream._readableState, w = stream._writableState;
  if (w) w.bits |= bit;
  if (r) r.bits |= bit;
}
function anyHas(stream, bit) {
  const r = stream._readableState, w = stream._writableState;
  return ((w ? w.bits : 0) & bit) !== 0 || ((r ? r.bits : 0) & bit) !== 0;
}
function noteError(stream, error) {
  if (!error) return;
  error.stack; // its text is made now, while the frames are there
  const r = stream._readableState, w = stream._writableState;
  if (w && !w.errored) w.errored = error;
  if (r && !r.errored) r.errored = error;
}

// stream.destroy(error, callback)
function destroy(error, callback) {
  if (anyHas(this, kDestroyed)) {
    if (typeof callback === 'function') callback();
    return this;
  }
  noteError(this, error);
  setBoth(this, kDestroyed);
  $note(noteDestroyed, this, error);
  const side = this._writableState || this._readableState;
  if ((side.bits & kConstructed) === 0) {
    this.once(kDestroy, function(constructError) { runDestroy(this, aggregateTwoErrors(constructError, error), callback); });
  } else {
    runDestroy(this, error, callback);
  }
  return this;
}
function runDestroy(stream, error, callback) {
  let called = false;
  function onDestroy(problem) {
    if (called) return;
    called = true;
    noteError(stream, problem);
    setBoth(stream, kClosed);
    if (typeof callback === 'function') callback(problem);
    if (problem) process.nextTick(emitErrorCloseNT, stream, problem);
    else process.nextTick(emitCloseNT, stream);
  }
  try {
    stream._destroy(error || null, onDestroy);
  } catch (problem) {
    onDestroy(problem);
  }
}
function emitErrorCloseNT(stream, error) {
  emitErrorNT(stream, error);
  emitCloseNT(stream);
}
function emitCloseNT(stream) {
  setBoth(stream, kCloseEmitted);
  $note(noteClosed, stream);
  if (anyHas(stream, kEmitClose)) stream.emit('close');
}
function emitErrorNT(stream, error) {
  if (anyHas(stream, kErrorEmitted)) return;
  setBoth(stream, kErrorEmitted);
  stream.emit('error', error);
}

// A stream that is used again, as new.
function undestroy() {
  const r = this._readableState, w = this._writableState;
  for (const side of [r, w]) {
    if (!side) continue;
    side.constructed = true;
    side.destroyed = side.closed = side.closeEmitted = side.errorEmitted = false;
    side.errored = null;
  }
  if (r) {
    r.reading = false;
    r.ended = r.endEmitted = r.readable === false;
  }
  if (w) {
    w.finalCalled = w.prefinished = false;
    w.ended = w.ending = w.finished = w.writable === false;
  }
}

// An error of the stream's own: destroys it, or with autoDestroy off is only emitted.
function errorOrDestroy(stream, error, sync) {
  if (anyHas(stream, kDestroyed) || stream._writableState?.destroyed || stream._readableState?.destroyed) return;
  if (anyHas(stream, kAutoDestroy)) {
    stream.destroy(error);
  } else if (error) {
    noteError(stream, error);
    if (sync) process.nextTick(emitErrorNT, stream, error);
    else emitErrorNT(stream, error);
  }
}

// Runs _construct on a tick; `then` is called when it has succeeded.
function construct(stream, then) {
  if (typeof stream._construct !== 'function') return;
  for (const side of [stream._readableState, stream._writableState]) if (side) side.bits &= ~kConstructed;
  stream.once(kConstruct, then);
  if (stream.listenerCount(kConstruct) > 1) return; // a duplex: its other side has started it
  process.nextTick(constructNT, stream);
}
function constructNT(stream) {
  let called = false;
  function onConstruct(error) {
    if (called) {
      errorOrDestroy(stream, error ?? streamError('ERR_MULTIPLE_CALLBACK'));
      return;
    }
    called = true;
    setBoth(stream, kConstructed);
    if ((stream._writableState || stream._readableState).destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }
  try {
    stream._construct((error) => process.nextTick(onConstruct, error));
  } catch (error) {
    process.nextTick(onConstruct, error);
  }
}

const isRequest = (stream) => stream?.setHeader && typeof stream.abort === 'function';
function emitErrorCloseLegacy(stream, error) {
  stream.emit('error', error);
  process.nextTick(() => stream.emit('close'));
}

// Destroys a stream of any library. Without an error an unfinished one is aborted.
function destroyer(stream, error) {
  if (!stream || isDestroyed(stream)) return;
  if (!error && !isFinished(stream)) error = new AbortError();
  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(error);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(error);
  } else if (typeof stream.close === 'function') {
    stream.close();
  } else if (error) {
    process.nextTick(emitErrorCloseLegacy, stream, error);
  } else {
    process.nextTick(() => stream.emit('close'));
  }
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

module.exports = { construct, destroy, undestroy, errorOrDestroy, destroyer };
