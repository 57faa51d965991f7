'use strict';
// Readable (https://nodejs.org/api/stream.html; node-semantics §7.1): a buffer that _read fills by push() and that
// read() empties, either because somebody asks (paused, 'readable') or by itself (flowing, 'data').
const { nodeError, inspect, nodeMajor } = internal;
const { Buffer } = require('buffer');
const { Stream } = require('internal/streams/legacy');
const { kState, R, kDecoderValue, ReadableState } = require('internal/streams/state');
const { streamError, invalidChunk, AbortError, validateObject } = require('internal/streams/errors');
const { construct, destroy, undestroy, errorOrDestroy, destroyer } = require('internal/streams/destroy');
const { addAbortSignal } = require('internal/streams/abort');
const { pipe, unpipe } = require('internal/streams/pipe');

const FastBuffer = Buffer[Symbol.species];

// What changed between versions, each with the release that it was seen in.
const endsOnce = nodeMajor >= 24;               // a second endReadable before the tick of the first does nothing
const quietWhileReading = nodeMajor >= 24;      // no maybeReadMore is scheduled while _read is running
const oneChunkARead = nodeMajor >= 26;          // read() gives the first chunk, not all of them joined
const stillWhenDestroyed = nodeMajor >= 26;      // pause() and resume() of a destroyed stream do nothing
const endUnheard = nodeMajor >= 26;             // no 'readable' for the end when nobody listens

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  if (nodeMajor >= 20) this._events ??= { close: undefined, error: undefined, data: undefined, end: undefined, readable: undefined };
  this._readableState = new ReadableState(options, this, false);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) addAbortSignal(options.signal, this);
  }
  Stream.call(this, options);
  if (this._construct != null) construct(this, () => readableConstructed(this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

function readableConstructed(stream) {
  const state = stream._readableState;
  if ((state[kState] & R.needReadable) !== 0) maybeReadMore(stream, state);
}

Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function(error, callback) { callback(error); };
Readable.prototype[Symbol.for('nodejs.rejection')] = function(error) { this.destroy(error); };

// --- in: push, unshift ---

Readable.prototype.push = function push(chunk, encoding) {
  const state = this._readableState;
  const bits = state[kState];
  if (chunk === null) {
    state[kState] = bits & ~R.reading;
    onEndOfData(this, state);
    return false;
  }
  if ((bits & R.objectMode) === 0) {
    if (typeof chunk === 'string') {
      encoding = encoding || state.defaultEncoding;
      if (state.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        encoding = '';
      }
    } else if (chunk instanceof Buffer) {
      encoding = '';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = asBuffer(chunk);
      encoding = '';
    } else if (chunk !== undefined) {
      errorOrDestroy(this, invalidChunk(chunk));
      return false;
    }
    if (!chunk || chunk.length <= 0) { // nothing came, but _read has answered
      state[kState] &= ~R.reading;
      maybeReadMore(this, state);
      return wantsMore(state);
    }
  }
  if ((bits & (R.ended | R.destroyed | R.errored)) !== 0) {
    if ((bits & R.ended) !== 0) errorOrDestroy(this, streamError('ERR_STREAM_PUSH_AFTER_EOF'));
    return false;
  }
  state[kState] &= ~R.reading;
  if ((bits & R.decoder) !== 0 && !encoding) {
    chunk = state[kDecoderValue].write(chunk);
    if (chunk.length === 0 && (bits & R.objectMode) === 0) { // part of a character
      maybeReadMore(this, state);
      return wantsMore(state);
    }
  }
  addChunk(this, state, chunk, false);
  return wantsMore(state);
};

Readable.prototype.unshift = function unshift(chunk, encoding) {
  const state = this._readableState;
  if (chunk === null) {
    state[kState] &= ~R.reading;
    onEndOfData(this, state);
    return false;
  }
  if ((state[kState] & R.objectMode) === 0) {
    if (typeof chunk === 'string') {
      encoding = encoding || state.defaultEncoding;
      if (state.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        if (state.encoding) chunk = chunk.toString(state.encoding);
      }
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = asBuffer(chunk);
    } else if (chunk !== undefined && !(chunk instanceof Buffer)) {
      errorOrDestroy(this, invalidChunk(chunk));
      return false;
    }
    if (!(chunk && chunk.length > 0)) return wantsMore(state);
  }
  if ((state[kState] & R.endEmitted) !== 0) errorOrDestroy(this, streamError('ERR_STREAM_UNSHIFT_AFTER_END_EVENT'));
  else if ((state[kState] & (R.destroyed | R.errored)) !== 0) return false;
  else addChunk(this, state, chunk, true);
  return wantsMore(state);
};

function asBuffer(view) {
  return view instanceof Buffer ? view : new FastBuffer(view.buffer, view.byteOffset, view.byteLength);
}
function wantsMore(state) {
  return (state[kState] & R.ended) === 0 && (state.length < state.highWaterMark || state.length === 0);
}

function addChunk(stream, state, chunk, toFront) {
  if (state.length === 0 && (state[kState] & (R.flowing | R.sync | R.dataListening)) === (R.flowing | R.dataListening)) {
    // Somebody takes it at once: it is never in the buffer.
    forgetWaiting(state);
    state[kState] |= R.dataEmitted;
    stream.emit('data', chunk);
  } else {
    state.length += (state[kState] & R.objectMode) !== 0 ? 1 : chunk.length;
    if (!toFront) state.buffer.push(chunk);
    else if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
    else state.buffer.unshift(chunk);
    if ((state[kState] & R.needReadable) !== 0) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}
// Data went out: no destination of a pipe is waited for any more.
function forgetWaiting(state) {
  if ((state[kState] & R.multiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function onEndOfData(stream, state) {
  if ((state[kState] & R.ended) !== 0) return;
  if ((state[kState] & R.decoder) !== 0) {
    const rest = state[kDecoderValue].end();
    if (rest && rest.length) {
      state.buffer.push(rest);
      state.length += (state[kState] & R.objectMode) !== 0 ? 1 : rest.length;
    }
  }
  state[kState] |= R.ended;
  if ((state[kState] & R.sync) === 0) {
    state[kState] = (state[kState] & ~R.needReadable) | R.emittedReadable;
    emitReadableNow(stream);
  } else if (!endUnheard || (state[kState] & (R.flowing | R.needReadable)) !== 0 || stream.listenerCount('readable') > 0) {
    emitReadable(stream);
  } else {
    state[kState] |= R.eofReadablePending;
  }
}

// 'readable' on a tick, once for all that arrives until then.
function emitReadable(stream) {
  const state = stream._readableState;
  state[kState] &= ~R.needReadable;
  if ((state[kState] & R.emittedReadable) === 0) {
    state[kState] |= R.emittedReadable;
    process.nextTick(emitReadableNow, stream);
  }
}
function emitReadableNow(stream) {
  const state = stream._readableState;
  if ((state[kState] & (R.destroyed | R.errored)) === 0 && (state.length || (state[kState] & R.ended) !== 0)) {
    stream.emit('readable');
    state[kState] &= ~R.emittedReadable;
  }
  // Not flowing, not over, and less than full: the next chunk is news again.
  if ((state[kState] & (R.flowing | R.ended)) === 0 && state.length <= state.highWaterMark) state[kState] |= R.needReadable;
  flow(stream);
}

// Fills the buffer up to its mark, on a tick; one such tick at a time.
const readMoreBits = R.readingMore | R.constructed | (quietWhileReading ? R.reading : 0);
function maybeReadMore(stream, state) {
  if ((state[kState] & readMoreBits) === R.constructed) {
    state[kState] |= R.readingMore;
    process.nextTick(maybeReadMoreNow, stream, state);
  }
}
function maybeReadMoreNow(stream, state) {
  while ((state[kState] & (R.reading | R.ended)) === 0 &&
         (state.length < state.highWaterMark || ((state[kState] & R.flowing) !== 0 && state.length === 0))) {
    const before = state.length;
    stream.read(0);
    if (before === state.length) break; // _read answers later, or not at all
  }
  state[kState] &= ~R.readingMore;
}

// --- out: read ---

const kMostMark = 0x40000000;
function markFor(n) {
  if (n > kMostMark) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "size" is out of range. It must be <= 1GiB. Received ${inspect(n)}`);
  let mark = 1;
  while (mark < n) mark *= 2;
  return mark;
}

function howMuchToRead(n, state) {
  if (n <= 0 || (state.length === 0 && (state[kState] & R.ended) !== 0)) return 0;
  if ((state[kState] & R.objectMode) !== 0) return 1;
  if (n !== n) { // read() without a size
    if (state.length && ((state[kState] & R.flowing) !== 0 || (oneChunkARead && (state[kState] & R.decoder) === 0)))
      return state.buffer[state.bufferIndex].length;
    return state.length;
  }
  if (n <= state.length) return n;
  return (state[kState] & R.ended) !== 0 ? state.length : 0;
}

Readable.prototype.read = function read(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const state = this._readableState;
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = markFor(n);
  if (n !== 0) state[kState] &= ~(R.emittedReadable | R.eofReadablePending);

  // read(0) on a full buffer, or at the end, is but a reminder.
  if (n === 0 && (state[kState] & R.needReadable) !== 0 &&
      ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || (state[kState] & R.ended) !== 0)) {
    if (state.length === 0 && (state[kState] & R.ended) !== 0) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = howMuchToRead(n, state);
  if (n === 0 && (state[kState] & R.ended) !== 0) {
    if (state.length === 0) endReadable(this);
    return null;
  }

  const wanted = (state[kState] & R.needReadable) !== 0 || state.length === 0 || state.length - n < state.highWaterMark;
  if (wanted && (state[kState] & (R.reading | R.ended | R.destroyed | R.errored | R.constructed)) === R.constructed) {
    state[kState] |= R.reading | R.sync;
    if (state.length === 0) state[kState] |= R.needReadable;
    if (nodeMajor >= 18) {
      try {
        this._read(state.highWaterMark);
      } catch (error) {
        errorOrDestroy(this, error);
      }
    } else {
      this._read(state.highWaterMark);
    }
    state[kState] &= ~R.sync;
    // It has pushed at once: there may be more to give.
    if ((state[kState] & R.reading) === 0) n = howMuchToRead(asked, state);
  }

  const chunk = n > 0 ? takeFrom(n, state) : null;
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state[kState] |= R.needReadable;
    n = 0;
  } else {
    state.length -= n;
    forgetWaiting(state);
  }
  if (state.length === 0) {
    if ((state[kState] & R.ended) === 0) state[kState] |= R.needReadable;
    else if (asked !== n) endReadable(this);
  }
  if (chunk !== null && (state[kState] & (R.errorEmitted | R.closeEmitted)) === 0) {
    state[kState] |= R.dataEmitted;
    this.emit('data', chunk);
  }
  return chunk;
};

// The next n units of the buffer (all if n is 0), which is not empty then; null if it is.
function takeFrom(n, state) {
  if (state.length === 0) return null;
  const chunks = state.buffer;
  const first = state.bufferIndex;
  let next = first, taken;
  if ((state[kState] & R.objectMode) !== 0) {
    taken = chunks[next];
    chunks[next++] = null;
  } else {
    if (!n || n > state.length) n = state.length;
    const head = chunks[next];
    if (n === head.length) {
      taken = head;
      chunks[next++] = null;
    } else if (n < head.length) {
      taken = head.slice(0, n);
      chunks[next] = head.slice(n);
    } else { // several chunks become one
      const text = (state[kState] & R.decoder) !== 0;
      taken = text ? '' : Buffer.allocUnsafe(n);
      for (let missing = n; missing > 0;) {
        let chunk = chunks[next];
        if (chunk.length > missing) {
          chunks[next] = chunk.slice(missing);
          chunk = chunk.slice(0, missing);
        } else {
          chunks[next++] = null;
        }
        if (text) taken += chunk;
        else taken.set(chunk, n - missing);
        missing -= chunk.length;
      }
    }
  }
  if (next === chunks.length) {
    chunks.length = 0;
    state.bufferIndex = 0;
  } else if (next > 1024) {
    chunks.splice(0, next);
    state.bufferIndex = 0;
  } else {
    state.bufferIndex = next;
  }
  return taken;
}

// 'end' on a tick, when all has been taken.
function endReadable(stream) {
  const state = stream._readableState;
  if ((state[kState] & (R.endEmitted | (endsOnce ? R.endScheduled : 0))) !== 0) return;
  state[kState] |= R.ended | (endsOnce ? R.endScheduled : 0);
  process.nextTick(endReadableNT, state, stream);
}
function endReadableNT(state, stream) {
  state[kState] &= ~R.endScheduled;
  // An error, or an unshift, may have come between.
  if ((state[kState] & (R.errored | R.closeEmitted | R.endEmitted)) !== 0 || state.length !== 0) return;
  state[kState] |= R.endEmitted;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritableNT, stream);
  } else if (state.autoDestroy) {
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}
function endWritableNT(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

Readable.prototype._read = function(n) { throw streamError('ERR_METHOD_NOT_IMPLEMENTED', '_read()'); };

// --- flowing and paused ---

Readable.prototype.pipe = pipe;
Readable.prototype.unpipe = unpipe;

Readable.prototype.on = function on(event, listener) {
  const result = Stream.prototype.on.call(this, event, listener);
  const state = this._readableState;
  if (event === 'data') {
    state[kState] |= R.dataListening;
    if (this.listenerCount('readable') > 0) state[kState] |= R.readableListening;
    // Not if it was paused on purpose.
    if ((state[kState] & (R.hasFlowing | R.flowing)) !== R.hasFlowing) this.resume();
  } else if (event === 'readable' && (state[kState] & (R.endEmitted | R.readableListening)) === 0) {
    state[kState] = (state[kState] | R.readableListening | R.needReadable | R.hasFlowing) & ~(R.flowing | R.emittedReadable);
    if (state.length) {
      emitReadable(this);
    } else {
      if ((state[kState] & R.eofReadablePending) !== 0) {
        state[kState] &= ~R.eofReadablePending;
        emitReadable(this);
      }
      if ((state[kState] & R.reading) === 0) process.nextTick(readNothing, this);
    }
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;
function readNothing(stream) { stream.read(0); }

Readable.prototype.removeListener = function removeListener(event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  if (event === 'readable') process.nextTick(updateReadableListening, this);
  else if (event === 'data' && this.listenerCount('data') === 0) this._readableState[kState] &= ~R.dataListening;
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;
Readable.prototype.removeAllListeners = function removeAllListeners(event) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (event === 'readable' || event === undefined) process.nextTick(updateReadableListening, this);
  return result;
};

// A listener of 'readable' was removed: who has the stream now is decided on a tick, since another may be added.
function updateReadableListening(stream) {
  const state = stream._readableState;
  if (stream.listenerCount('readable') > 0) state[kState] |= R.readableListening;
  else state[kState] &= ~R.readableListening;
  if ((state[kState] & (R.hasPaused | R.paused | R.resumeScheduled)) === (R.hasPaused | R.resumeScheduled))
    state[kState] |= R.hasFlowing | R.flowing; // resume() has been called meanwhile
  else if ((state[kState] & R.dataListening) !== 0) stream.resume();
  else if ((state[kState] & R.readableListening) === 0) state[kState] &= ~(R.hasFlowing | R.flowing);
}

Readable.prototype.resume = function resume() {
  const state = this._readableState;
  if (stillWhenDestroyed && (state[kState] & R.destroyed) !== 0) return this;
  if ((state[kState] & R.flowing) === 0) {
    // Who listens to 'readable' is in charge; then resume() changes nothing but the mark of being paused.
    state[kState] |= R.hasFlowing | ((state[kState] & R.readableListening) === 0 ? R.flowing : 0);
    if ((state[kState] & R.resumeScheduled) === 0) {
      state[kState] |= R.resumeScheduled;
      process.nextTick(resumeNow, this, state);
    }
  }
  state[kState] = (state[kState] | R.hasPaused) & ~R.paused;
  return this;
};
function resumeNow(stream, state) {
  if ((state[kState] & R.reading) === 0) stream.read(0);
  state[kState] &= ~R.resumeScheduled;
  stream.emit('resume');
  flow(stream);
  if ((state[kState] & (R.flowing | R.reading)) === R.flowing) stream.read(0);
}
function flow(stream) {
  const state = stream._readableState;
  while ((state[kState] & R.flowing) !== 0 && stream.read() !== null);
}

Readable.prototype.pause = function pause() {
  const state = this._readableState;
  if (stillWhenDestroyed && (state[kState] & R.destroyed) !== 0) return this;
  if ((state[kState] & (R.hasFlowing | R.flowing)) !== R.hasFlowing) {
    state[kState] = (state[kState] | R.hasFlowing) & ~R.flowing;
    this.emit('pause');
  }
  state[kState] |= R.hasPaused | R.paused;
  return this;
};
Readable.prototype.isPaused = function isPaused() {
  const bits = this._readableState[kState];
  return (bits & R.paused) !== 0 || (bits & (R.hasFlowing | R.flowing)) === R.hasFlowing;
};

Readable.prototype.setEncoding = function setEncoding(encoding) {
  const { StringDecoder } = require('string_decoder');
  const state = this._readableState;
  const decoder = new StringDecoder(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  let content = ''; // what is in the buffer becomes text as well
  for (const chunk of state.buffer.slice(state.bufferIndex)) content += decoder.write(chunk);
  if (nodeMajor >= 24 && (state[kState] & R.ended) !== 0) content += decoder.end();
  state.buffer.length = 0;
  state.bufferIndex = 0;
  if (content !== '') state.buffer.push(content);
  state.length = content.length;
  return this;
};

// Takes over a stream of the old kind, which has 'data' and 'end' but no read().
Readable.prototype.wrap = function wrap(source) {
  let paused = false;
  source.on('data', (chunk) => {
    if (!this.push(chunk) && source.pause) {
      paused = true;
      source.pause();
    }
  });
  source.on('end', () => { this.push(null); });
  source.on('error', (error) => { errorOrDestroy(this, error); });
  source.on('close', () => { this.destroy(); });
  source.on('destroy', () => { this.destroy(); });
  this._read = () => {
    if (paused && source.resume) {
      paused = false;
      source.resume();
    }
  };
  for (const name of Object.keys(source).slice(nodeMajor >= 24 ? 0 : 1))
    if (this[name] === undefined && typeof source[name] === 'function') this[name] = source[name].bind(source);
  return this;
};
Readable.wrap = function wrap(source, options) {
  return new Readable({
    objectMode: source.readableObjectMode ?? source.objectMode ?? true, ...options,
    destroy(error, callback) {
      destroyer(source, error);
      callback(error);
    },
  }).wrap(source);
};

// --- iteration ---

function iteratorOf(stream, options) {
  const { createAsyncIterator } = require('internal/streams/iterator');
  if (typeof stream.read !== 'function') stream = Readable.wrap(stream, { objectMode: true });
  const iterator = createAsyncIterator(stream, options);
  iterator.stream = stream;
  return iterator;
}
Readable.prototype[Symbol.asyncIterator] = function() { return iteratorOf(this); };
Readable.prototype.iterator = function iterator(options) {
  if (options !== undefined) validateObject(options, 'options');
  return iteratorOf(this, options);
};
if (Symbol.asyncDispose) {
  Readable.prototype[Symbol.asyncDispose] = function() {
    let error;
    if (!this.destroyed) {
      error = this.readableEnded ? null : new AbortError();
      this.destroy(error);
    }
    const { finished } = require('internal/streams/finished');
    return new Promise((resolve, reject) => finished(this, (problem) => (problem && problem !== error ? reject(problem) : resolve(null))));
  };
}

Readable.from = function from(iterable, options) { return require('internal/streams/from')(Readable, iterable, options); };
Readable.fromWeb = function fromWeb(stream, options) { return require('internal/streams/web_adapters').readableFromWeb(stream, options); };
Readable.toWeb = function toWeb(stream, options) { return require('internal/streams/web_adapters').readableToWeb(stream, options); };
Readable._fromList = takeFrom;
Readable.ReadableState = ReadableState;

// --- properties ---

function property(name, get, set, enumerable = false) {
  Object.defineProperty(Readable.prototype, name, { __proto__: null, configurable: false, enumerable, get, set });
}
property('readable', function() {
  const state = this._readableState;
  return !!state && state.readable !== false && !state.destroyed && !state.errorEmitted && !state.endEmitted;
}, function(value) { if (this._readableState) this._readableState.readable = !!value; });
property('readableDidRead', function() { return this._readableState.dataEmitted; });
property('readableAborted', function() {
  const state = this._readableState;
  return !!(state.readable !== false && (state.destroyed || state.errored) && !state.endEmitted);
});
property('readableHighWaterMark', function() { return this._readableState.highWaterMark; });
property('readableBuffer', function() { return this._readableState && this._readableState.buffer; });
property('readableFlowing', function() { return this._readableState.flowing; },
  function(value) { if (this._readableState) this._readableState.flowing = value; });
property('readableLength', function() { return this._readableState.length; });
property('readableObjectMode', function() { return this._readableState ? this._readableState.objectMode : false; });
property('readableEncoding', function() { return this._readableState ? this._readableState.encoding : null; });
property('errored', function() { return this._readableState ? this._readableState.errored : null; });
property('closed', function() { return this._readableState ? this._readableState.closed : false; });
property('destroyed', function() { return this._readableState ? this._readableState.destroyed : false; },
  function(value) { if (this._readableState) this._readableState.destroyed = value; });
property('readableEnded', function() { return this._readableState ? this._readableState.endEmitted : false; });

module.exports = { Readable, readableConstructed, asBuffer };
