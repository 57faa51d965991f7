'use strict';
// Writable (https://nodejs.org/api/stream.html; node-semantics §7.2): one write at a time goes to _write, the others wait.
const { nodeMajor } = internal;
const { Buffer } = require('buffer');
const { Stream } = require('internal/streams/legacy');
const { W, kErroredValue, kWriteCbValue, kAfterWriteTickInfoValue, kBufferedValue, kOnFinishedValue, nop, WritableState, resetBuffer,
  unknownEncoding, quick: { writeBegin, writeEnd, writeDone } } = require('internal/streams/state');
const { streamError, invalidChunk, AbortError } = require('internal/streams/errors');
const { construct, destroy, undestroy, errorOrDestroy } = require('internal/streams/destroy');
const { addAbortSignal } = require('internal/streams/abort');
const { noteCreated, noteWritable } = require('internal/streams/trace');

const { writing: kWriting, ending: kEnding, objectMode: kObjectMode, defaultUtf8: kDefaultUtf8, decodeStrings: kDecodeStrings, destroyed: kDestroyed,
  needDrain: kNeedDrain, errored: kErrored, corked: kCorked, constructed: kConstructed, buffered: kBuffered, allBuffers: kAllBuffers, allNoop:
  kAllNoop, sync: kSync, expectWriteCb: kExpectWriteCb, writeCb: kWriteCb, afterWriteTickInfo: kAfterWriteTickInfo, afterWritePending:
  kAfterWritePending, bufferProcessing: kBufferProcessing, ended: kEnded, finished: kFinished, onFinished: kOnFinished, errorEmitted: kErrorEmitted,
  closeEmitted: kCloseEmitted, prefinished: kPrefinished, finalCalled: kFinalCalled, autoDestroy: kAutoDestroy, closed: kClosed } = W;

const FastBuffer = Buffer[Symbol.species];

// What changed between versions.
const endsByEvents = nodeMajor < 15;         // end()'s callback is a listener of 'finish'; _final is called on a tick
const answersAfterWrite = nodeMajor >= 20;   // write() tells how full the buffer is after a sink that is done at once
const ticksOnlyIfNeeded = nodeMajor >= 20;   // no tick after a write that nobody waits for
const finishesOnTick = nodeMajor >= 20;      // a stream whose last write is done finishes on a tick, not at once

const quick = nodeMajor >= 20;                // the usual cases are done by core/node/stream_fast.cpp

function Writable(options) {
  // A Duplex is a Writable too, without having its prototype.
  if (!(this instanceof Writable)) return new Writable(options);
  if (nodeMajor >= 20) this._events ??= { close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined };
  this._writableState = new WritableState(options, this, false, onwrite);
  if (options) {
    if (typeof options.write === 'function') this._write = options.write;
    if (typeof options.writev === 'function') this._writev = options.writev;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.final === 'function') this._final = options.final;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  $note(noteCreated, this);
  $note(noteWritable, this, this._writableState);
  if (this._construct != null) construct(this, () => writableConstructed(this));
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value: function(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && object && object._writableState instanceof WritableState;
  },
});

function writableConstructed(stream) {
  const state = stream._writableState;
  if ((state.bits & kWriting) === 0) clearBuffer(stream, state);
  if ((state.bits & kEnding) !== 0) finishMaybe(stream, state);
}

Writable.prototype.pipe = function pipe() { errorOrDestroy(this, streamError('ERR_STREAM_CANNOT_PIPE')); };

// --- write ---

// true, false, or the error.
function writeChunk(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  const bits = state.bits;
  if (typeof callback !== 'function') callback = nop;
  if (chunk === null) throw streamError('ERR_STREAM_NULL_VALUES');
  if ((bits & kObjectMode) === 0) {
    if (!encoding) encoding = (bits & kDefaultUtf8) !== 0 ? 'utf8' : state.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    if (typeof chunk === 'string') {
      if (nodeMajor >= 24 && encoding === 'buffer') throw unknownEncoding(encoding);
      if ((bits & kDecodeStrings) !== 0) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = new FastBuffer(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = 'buffer';
    } else {
      throw invalidChunk(chunk);
    }
  }
  if ((bits & (kEnding | kDestroyed)) !== 0) {
    const error = (bits & kEnding) !== 0 ? streamError('ERR_STREAM_WRITE_AFTER_END') : streamError('ERR_STREAM_DESTROYED', 'write');
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;

  const length = (bits & kObjectMode) !== 0 ? 1 : chunk.length;
  state.length += length;
  const fitsBefore = state.length < state.highWaterMark;
  if (!answersAfterWrite && !fitsBefore) state.bits |= kNeedDrain;
  if ((state.bits & (kWriting | kErrored | kCorked | kConstructed)) !== kConstructed) {
    if ((state.bits & kBuffered) === 0) {
      state.bits |= kBuffered;
      state[kBufferedValue] = [];
    }
    state[kBufferedValue].push({ chunk, encoding, callback });
    if (encoding !== 'buffer') state.bits &= ~kAllBuffers;
    if (callback !== nop) state.bits &= ~kAllNoop;
  } else {
    state.writelen = length;
    if (callback !== nop) state.writecb = callback;
    state.bits |= kWriting | kSync | kExpectWriteCb;
    $note(noteWritable, stream, state);
    stream._write(chunk, encoding, state.onwrite);
    state.bits &= ~kSync;
  }
  const goesOn = answersAfterWrite && endOfWrite(state);
  $note(noteWritable, stream, state);
  if (answersAfterWrite) return goesOn;
  return fitsBefore && (state.bits & (kDestroyed | kErrored)) === 0;
}
function endOfWrite(state) {
  const fits = state.length < state.highWaterMark || state.length === 0;
  if (!fits) state.bits |= kNeedDrain;
  return fits && (state.bits & (kDestroyed | kErrored)) === 0;
}

Writable.prototype.write = function write(chunk, encoding, callback) {
  if (quick && callback === undefined) {
    const state = this._writableState;
    if (writeBegin(state, chunk, encoding) !== undefined) {
      $note(noteWritable, this, state);
      this._write(chunk, (state.bits & kObjectMode) !== 0 ? encoding : 'buffer', state.onwrite);
      let goesOn = writeEnd(state);
      if (goesOn === undefined) {
        state.bits &= ~kSync;
        goesOn = endOfWrite(state);
      }
      $note(noteWritable, this, state);
      return goesOn;
    }
  }
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  return writeChunk(this, chunk, encoding, callback) === true;
};
Writable.prototype._write = function(chunk, encoding, callback) {
  if (!this._writev) throw streamError('ERR_METHOD_NOT_IMPLEMENTED', '_write()');
  this._writev([{ chunk, encoding }], callback);
};
Writable.prototype._writev = null;

Writable.prototype.cork = function cork() {
  const state = this._writableState;
  state.bits |= kCorked;
  state.corked++;
  $note(noteWritable, this, state);
};
Writable.prototype.uncork = function uncork() {
  const state = this._writableState;
  if (!state.corked) return;
  state.corked--;
  if (!state.corked) state.bits &= ~kCorked;
  $note(noteWritable, this, state);
  if ((state.bits & kWriting) === 0) clearBuffer(this, state);
};
Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

// --- after a write ---

// The callback that _write gets.
function onwrite(stream, error) {
  const state = stream._writableState;
  if (quick && (error === undefined || error === null)) {
    const told = writeDone(state);
    if (told !== undefined) {
      $note(noteWritable, stream, state);
      if (told === 1) process.nextTick(afterWrite, stream, state, 1, nop);
      else if (told === 2) finishMaybe(stream, state, true);
      return;
    }
  }
  if ((state.bits & kExpectWriteCb) === 0) {
    errorOrDestroy(stream, streamError('ERR_MULTIPLE_CALLBACK'));
    return;
  }
  const sync = (state.bits & kSync) !== 0;
  const callback = (state.bits & kWriteCb) !== 0 ? state[kWriteCbValue] : nop;
  if (callback !== nop) state[kWriteCbValue] = null;
  state.bits &= ~(kWriting | kExpectWriteCb | kWriteCb);
  state.length -= state.writelen;
  state.writelen = 0;
  $note(noteWritable, stream, state);

  if (error) {
    error.stack; // its text is made now, while the frames are there
    if ((state.bits & kErrored) === 0) {
      state[kErroredValue] = error;
      state.bits |= kErrored;
    }
    if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = error;
    if (sync) process.nextTick(onwriteError, stream, state, error, callback);
    else onwriteError(stream, state, error, callback);
    return;
  }
  // The next write begins before anybody hears of this one.
  if ((state.bits & kBuffered) !== 0) clearBuffer(stream, state);
  if (!sync) {
    afterWrite(stream, state, 1, callback);
    return;
  }
  // It was done at once: callbacks wait for a tick, those of equal writes together.
  // In object mode Node has a tick for each (its test of the destroyed bit tests that of object mode).
  const needsTick = !ticksOnlyIfNeeded || callback !== nop || (state.bits & kObjectMode) !== 0 ||
    ((state.bits & kNeedDrain) !== 0 && state.length === 0);
  const batch = (state.bits & kAfterWriteTickInfo) !== 0 ? state[kAfterWriteTickInfoValue] : null;
  if (callback === nop && ticksOnlyIfNeeded) {
    if (needsTick && (state.bits & kAfterWritePending) === 0) {
      process.nextTick(afterWrite, stream, state, 1, callback);
      state.bits |= kAfterWritePending;
      return;
    }
  } else if (batch !== null && batch.cb === callback) {
    batch.count++;
    return;
  } else if (needsTick) {
    const made = { count: 1, cb: callback, stream, state };
    state[kAfterWriteTickInfoValue] = made;
    process.nextTick(afterWriteTick, made);
    state.bits |= kAfterWritePending | kAfterWriteTickInfo;
    return;
  }
  state.pendingcb--;
  if ((state.bits & kEnding) !== 0) finishMaybe(stream, state, true);
}
function onwriteError(stream, state, error, callback) {
  --state.pendingcb;
  callback(error);
  // Those that wait behind it fail with it.
  errorBuffer(state);
  errorOrDestroy(stream, error);
}
function afterWriteTick({ stream, state, count, cb }) {
  state.bits &= ~kAfterWriteTickInfo;
  state[kAfterWriteTickInfoValue] = null;
  afterWrite(stream, state, count, cb);
}
function afterWrite(stream, state, count, callback) {
  state.bits &= ~kAfterWritePending;
  if ((state.bits & (kEnding | kNeedDrain | kDestroyed)) === kNeedDrain && state.length === 0) {
    state.bits &= ~kNeedDrain;
    $note(noteWritable, stream, state);
    stream.emit('drain');
  }
  while (count-- > 0) {
    state.pendingcb--;
    if (nodeMajor >= 20) callback(null);
    else callback();
  }
  if ((state.bits & kDestroyed) !== 0) errorBuffer(state);
  if ((state.bits & kEnding) !== 0) finishMaybe(stream, state, finishesOnTick);
}

// What the callbacks of writes get that will not happen: since Node 18 the error that the stream has.
const lostError = (state, call) => (nodeMajor >= 18 && state.errored) || streamError('ERR_STREAM_DESTROYED', call);

// Nothing of what waits will be written.
function errorBuffer(state) {
  if ((state.bits & kWriting) !== 0) return;
  if ((state.bits & kBuffered) !== 0) {
    for (let i = state.bufferedIndex; i < state.buffered.length; ++i) {
      const { chunk, callback } = state[kBufferedValue][i];
      state.length -= (state.bits & kObjectMode) !== 0 ? 1 : chunk.length;
      callback(lostError(state, 'write'));
    }
  }
  callFinishedCallbacks(state, lostError(state, 'end'));
  resetBuffer(state);
}

// Writes what waits: all at once if there is _writev, else one after the other while the sink is done at once.
function clearBuffer(stream, state) {
  if ((state.bits & (kDestroyed | kBufferProcessing | kCorked | kBuffered | kConstructed)) !== (kBuffered | kConstructed)) return;
  const waiting = state[kBufferedValue];
  let i = state.bufferedIndex;
  const count = waiting.length - i;
  if (count === 0) return;
  state.bits |= kBufferProcessing;
  if (count > 1 && stream._writev) {
    state.pendingcb -= count - 1;
    const quiet = (state.bits & kAllNoop) !== 0;
    const from = i;
    const callback = quiet ? nop : (error) => { for (let n = from; n < waiting.length; ++n) waiting[n].callback(error); };
    const chunks = quiet && i === 0 ? waiting : waiting.slice(i);
    chunks.allBuffers = (state.bits & kAllBuffers) !== 0;
    startWrite(stream, state, true, state.length, chunks, '', callback);
    resetBuffer(state);
  } else {
    do {
      const { chunk, encoding, callback } = waiting[i];
      waiting[i++] = null;
      startWrite(stream, state, false, (state.bits & kObjectMode) !== 0 ? 1 : chunk.length, chunk, encoding, callback);
    } while (i < waiting.length && (state.bits & kWriting) === 0);
    if (i === waiting.length) {
      resetBuffer(state);
    } else if (i > 256) {
      waiting.splice(0, i);
      state.bufferedIndex = 0;
    } else {
      state.bufferedIndex = i;
    }
  }
  state.bits &= ~kBufferProcessing;
}
function startWrite(stream, state, vectored, length, chunk, encoding, callback) {
  state.writelen = length;
  if (callback !== nop) state.writecb = callback;
  state.bits |= kWriting | kSync | kExpectWriteCb;
  $note(noteWritable, stream, state);
  if ((state.bits & kDestroyed) !== 0) state.onwrite(streamError('ERR_STREAM_DESTROYED', 'write'));
  else if (vectored) stream._writev(chunk, state.onwrite);
  else stream._write(chunk, encoding, state.onwrite);
  state.bits &= ~kSync;
}

// --- end ---

Writable.prototype.end = function end(chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = writeChunk(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if ((state.bits & kCorked) !== 0) { // however often it was corked
    state.corked = 1;
    this.uncork();
  }
  if (error) {
    // it was told already
  } else if ((state.bits & (kEnding | kErrored)) === 0) {
    state.bits |= kEnding;
    $note(noteWritable, this, state);
    finishMaybe(this, state, true);
    state.bits |= kEnded;
  } else if ((state.bits & kFinished) !== 0) {
    error = streamError('ERR_STREAM_ALREADY_FINISHED', 'end');
  } else if ((state.bits & kDestroyed) !== 0) {
    error = streamError('ERR_STREAM_DESTROYED', 'end');
  }
  if (typeof callback === 'function') {
    if (error) {
      process.nextTick(callback, error);
    } else if (nodeMajor >= 20 && (state.bits & kErrored) !== 0) {
      process.nextTick(callback, state[kErroredValue]);
    } else if ((state.bits & kFinished) !== 0) {
      if (nodeMajor >= 20) process.nextTick(callback, null);
      else process.nextTick(callback);
    } else if (endsByEvents) {
      callOnFinish(this, callback);
    } else {
      state.bits |= kOnFinished;
      state[kOnFinishedValue] ??= [];
      state[kOnFinishedValue].push(callback);
    }
  }
  return this;
};

// Until Node 14 the callback of end() is one more listener of 'finish', and of 'error'.
function callOnFinish(stream, callback) {
  const listeners = { finish() { done(); }, error(error) {
    done(error);
    if (stream.listenerCount('error') === 0) stream.emit('error', error);
  } };
  function done(...error) {
    stream.removeListener('finish', listeners.finish);
    stream.removeListener('error', listeners.error);
    callback(...error);
  }
  stream.on('finish', listeners.finish);
  stream.prependListener('error', listeners.error);
}

const notFinishable = kDestroyed | kFinished | kWriting | kErrorEmitted | kCloseEmitted | kErrored | kBuffered;
function needFinish(state) {
  return (state.bits & (notFinishable | kEnding | kConstructed)) === (kEnding | kConstructed) && state.length === 0;
}

// All is written and no more will come: _final, 'prefinish', then 'finish'.
function finishMaybe(stream, state, sync) {
  if (!needFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishNT, stream, state);
  } else if (needFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}
function finishNT(stream, state) {
  if (needFinish(state)) finish(stream, state);
  else state.pendingcb--;
}
function prefinish(stream, state) {
  if ((state.bits & (kPrefinished | kFinalCalled)) !== 0) return;
  if (typeof stream._final !== 'function' || (state.bits & kDestroyed) !== 0) {
    state.bits |= kFinalCalled | kPrefinished;
    stream.emit('prefinish');
    return;
  }
  if (endsByEvents) {
    state.bits |= kFinalCalled;
    state.pendingcb++;
    process.nextTick(callFinal, stream, state);
    return;
  }
  state.bits |= kFinalCalled | kSync;
  state.pendingcb++;
  let called = false;
  const onFinal = (error) => {
    if (called || (state.bits & kPrefinished) !== 0) {
      errorOrDestroy(stream, error ?? streamError('ERR_MULTIPLE_CALLBACK'));
      return;
    }
    called = nodeMajor < 20;
    state.pendingcb--;
    if (error) {
      callFinishedCallbacks(state, error);
      errorOrDestroy(stream, error, (state.bits & kSync) !== 0);
    } else if (needFinish(state)) {
      state.bits |= kPrefinished;
      stream.emit('prefinish');
      // Its tick runs even if the emit queued others: 'finish' is never heard inside end().
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
  };
  try {
    stream._final(onFinal);
  } catch (error) {
    onFinal(error);
  }
  state.bits &= ~kSync;
}
function callFinal(stream, state) {
  stream._final((error) => {
    state.pendingcb--;
    if (error) {
      errorOrDestroy(stream, error);
    } else {
      state.bits |= kPrefinished;
      stream.emit('prefinish');
      finishMaybe(stream, state);
    }
  });
}
function finish(stream, state) {
  state.pendingcb--;
  if (endsByEvents && (state.bits & kErrorEmitted) !== 0) return;
  state.bits |= kFinished;
  $note(noteWritable, stream, state);
  callFinishedCallbacks(state, nodeMajor >= 20 ? null : undefined);
  stream.emit('finish');
  if ((state.bits & kAutoDestroy) !== 0) {
    const r = stream._readableState;
    if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
  }
}
function callFinishedCallbacks(state, error) {
  if ((state.bits & kOnFinished) === 0) return;
  const callbacks = state[kOnFinishedValue];
  state[kOnFinishedValue] = null;
  state.bits &= ~kOnFinished;
  for (const callback of callbacks) callback(error);
}

// --- destroy ---

Writable.prototype.destroy = function(error, callback) {
  const state = this._writableState;
  if ((state.bits & (kBuffered | kOnFinished)) !== 0 && (state.bits & kDestroyed) === 0) process.nextTick(errorBuffer, state);
  destroy.call(this, error, callback);
  return this;
};
Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function(error, callback) { callback(error); };
Writable.prototype[Symbol.for('nodejs.rejection')] = function(error) { this.destroy(error); };
if (Symbol.asyncDispose) {
  Writable.prototype[Symbol.asyncDispose] = function() {
    if (!this.destroyed) this.destroy(this.writableFinished ? null : new AbortError());
    const { finished } = require('internal/streams/finished');
    return new Promise((resolve, reject) => finished(this, (error) => (error && error.name !== 'AbortError' ? reject(error) : resolve(null))));
  };
}

Writable.fromWeb = function fromWeb(stream, options) { return require('internal/streams/web_adapters').writableFromWeb(stream, options); };
Writable.toWeb = function toWeb(stream) { return require('internal/streams/web_adapters').writableToWeb(stream); };
Writable.WritableState = WritableState;

// --- properties ---

const newerProperties = ['closed', 'errored']; // of Node 18
function property(name, get, set) {
  if (nodeMajor < 18 && newerProperties.includes(name)) return;
  Object.defineProperty(Writable.prototype, name, { __proto__: null, configurable: false, enumerable: false, get, set });
}
// Whether any, or exactly some, of the bits are set.
const flag = (bit) => function() { return this._writableState ? (this._writableState.bits & bit) !== 0 : false; };
property('closed', flag(kClosed));
property('destroyed', flag(kDestroyed), function(value) { if (this._writableState) this._writableState.destroyed = value; });
property('writable', function() {
  const state = this._writableState;
  return !!state && state.writable !== false && (state.bits & (kEnding | kEnded | kDestroyed | kErrored)) === 0;
}, function(value) { if (this._writableState) this._writableState.writable = !!value; });
property('writableFinished', flag(kFinished));
property('writableObjectMode', flag(kObjectMode));
property('writableBuffer', function() { return this._writableState && this._writableState.getBuffer(); });
property('writableEnded', flag(kEnding));
property('writableNeedDrain', function() {
  return this._writableState ? (this._writableState.bits & (kDestroyed | kEnding | kNeedDrain)) === kNeedDrain : false;
});
property('writableHighWaterMark', function() { return this._writableState && this._writableState.highWaterMark; });
property('writableCorked', function() { return this._writableState ? this._writableState.corked : 0; });
property('writableLength', function() { return this._writableState && this._writableState.length; });
property('errored', function() { return this._writableState ? this._writableState.errored : null; });
property('writableAborted', function() {
  const state = this._writableState;
  return state.writable !== false && (state.bits & (kDestroyed | kErrored)) !== 0 && (state.bits & kFinished) === 0;
});

$note(internal.writableFunctions, Writable.prototype.write, writeChunk, endOfWrite, startWrite, onwrite, clearBuffer, afterWrite, nop, kBufferedValue);

module.exports = { Writable, writableConstructed, onwrite };
