'use strict';
// Readable (https://nodejs.org/api/stream.html; node-semantics §7.1): a buffer that _read fills by push() and that
// read() empties, either because somebody asks (paused, 'readable') or by itself (flowing, 'data').
const { nodeError, inspect, nodeMajor } = internal;
const { Buffer } = require('buffer');
const { Stream } = require('internal/streams/legacy');
const { R, kDecoderValue, ReadableState, quick: { pushBuffered, readBegin, readEnd } } = require('internal/streams/state');
const { streamError, invalidChunk, AbortError, validateObject } = require('internal/streams/errors');
const { construct, destroy, undestroy, errorOrDestroy, destroyer } = require('internal/streams/destroy');
const { addAbortSignal } = require('internal/streams/abort');
const { pipe, unpipe } = require('internal/streams/pipe');
const { noteCreated, noteReadable } = require('internal/streams/trace');

const { needReadable: kNeedReadable, reading: kReading, objectMode: kObjectMode, ended: kEnded, destroyed: kDestroyed, errored: kErrored, decoder:
  kDecoder, endEmitted: kEndEmitted, flowing: kFlowing, sync: kSync, dataListening: kDataListening, dataEmitted: kDataEmitted, multiAwaitDrain:
  kMultiAwaitDrain, emittedReadable: kEmittedReadable, eofReadablePending: kEofReadablePending, readingMore: kReadingMore, constructed: kConstructed,
  errorEmitted: kErrorEmitted, closeEmitted: kCloseEmitted, endScheduled: kEndScheduled, readableListening: kReadableListening, hasFlowing:
  kHasFlowing, hasPaused: kHasPaused, paused: kPaused, resumeScheduled: kResumeScheduled } = R;

const FastBuffer = Buffer[Symbol.species];

// What changed between versions, each with the release that it was seen in.
const endsOnce = nodeMajor >= 24;               // a second endReadable before the tick of the first does nothing
const quietWhileReading = nodeMajor >= 24;      // no maybeReadMore is scheduled while _read is running
const oneChunkARead = nodeMajor >= 26;          // read() gives the first chunk, not all of them joined
const stillWhenDestroyed = nodeMajor >= 26;      // pause() and resume() of a destroyed stream do nothing
const noEndBit = nodeMajor >= 18 ? kErrored : kErrorEmitted; // 'end' does not come after an error: since Node 18, one that is known
const endUnheard = nodeMajor >= 26;             // no 'readable' for the end when nobody listens

const needsAnew = nodeMajor < 20;               // whether the next chunk is news is decided anew, not only noted
const quick = nodeMajor >= 20;                   // the usual cases are done by core/node/stream_fast.cpp

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
  $note(noteCreated, this);
  $note(noteReadable, this, this._readableState);
  if (this._construct != null) construct(this, () => readableConstructed(this));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

function readableConstructed(stream) {
  const state = stream._readableState;
  if ((state.bits & kNeedReadable) !== 0) maybeReadMore(stream, state);
}

Readable.prototype.destroy = destroy;
Readable.prototype._undestroy = undestroy;
Readable.prototype._destroy = function(error, callback) { callback(error); };
Readable.prototype[Symbol.for('nodejs.rejection')] = function(error) { this.destroy(error); };

// --- in: push, unshift ---

Readable.prototype.push = function push(chunk, encoding) {
  const state = this._readableState;
  if (quick) {
    const told = pushBuffered(state, chunk);
    if (told !== undefined) {
      $note(noteReadable, this, state);
      if ((told & 1) !== 0) emitReadable(this);
      if ((told & 2) !== 0) maybeReadMore(this, state);
      return (told & 4) !== 0;
    }
  }
  const bits = state.bits;
  if (chunk === null) {
    state.bits = bits & ~kReading;
    onEndOfData(this, state);
    return false;
  }
  if ((bits & kObjectMode) === 0) {
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
      state.bits &= ~kReading;
      maybeReadMore(this, state);
      return wantsMore(state);
    }
  }
  if ((bits & (kEnded | kDestroyed | kErrored)) !== 0) {
    if ((bits & kEnded) !== 0) errorOrDestroy(this, streamError('ERR_STREAM_PUSH_AFTER_EOF'));
    return false;
  }
  state.bits &= ~kReading;
  if ((bits & kDecoder) !== 0 && !encoding) {
    chunk = state[kDecoderValue].write(chunk);
    if (chunk.length === 0 && (bits & kObjectMode) === 0) { // part of a character
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
    state.bits &= ~kReading;
    onEndOfData(this, state);
    return false;
  }
  if ((state.bits & kObjectMode) === 0) {
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
  if ((state.bits & kEndEmitted) !== 0) errorOrDestroy(this, streamError('ERR_STREAM_UNSHIFT_AFTER_END_EVENT'));
  else if ((state.bits & (kDestroyed | kErrored)) !== 0) return false;
  else addChunk(this, state, chunk, true);
  return wantsMore(state);
};

function asBuffer(view) {
  return view instanceof Buffer ? view : new FastBuffer(view.buffer, view.byteOffset, view.byteLength);
}
function wantsMore(state) {
  return (state.bits & kEnded) === 0 && (state.length < state.highWaterMark || state.length === 0);
}

function addChunk(stream, state, chunk, toFront) {
  if (state.length === 0 && (state.bits & (kFlowing | kSync | kDataListening)) === (kFlowing | kDataListening)) {
    // Somebody takes it at once: it is never in the buffer.
    forgetWaiting(state);
    state.bits |= kDataEmitted;
    stream.emit('data', chunk);
  } else {
    state.length += (state.bits & kObjectMode) !== 0 ? 1 : chunk.length;
    if (!toFront) state.buffer.push(chunk);
    else if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
    else state.buffer.unshift(chunk);
    $note(noteReadable, stream, state);
    if ((state.bits & kNeedReadable) !== 0) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}
// Data went out: no destination of a pipe is waited for any more.
function forgetWaiting(state) {
  if ((state.bits & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

function onEndOfData(stream, state) {
  if ((state.bits & kEnded) !== 0) return;
  if ((state.bits & kDecoder) !== 0) {
    const rest = state[kDecoderValue].end();
    if (rest && rest.length) {
      state.buffer.push(rest);
      state.length += (state.bits & kObjectMode) !== 0 ? 1 : rest.length;
    }
  }
  state.bits |= kEnded;
  $note(noteReadable, stream, state);
  if ((state.bits & kSync) === 0) {
    state.bits = (state.bits & ~kNeedReadable) | kEmittedReadable;
    emitReadableNow(stream);
  } else if (!endUnheard || (state.bits & (kFlowing | kNeedReadable)) !== 0 || stream.listenerCount('readable') > 0) {
    emitReadable(stream);
  } else {
    state.bits |= kEofReadablePending;
  }
}

// 'readable' on a tick, once for all that arrives until then.
function emitReadable(stream) {
  const state = stream._readableState;
  state.bits &= ~kNeedReadable;
  if ((state.bits & kEmittedReadable) === 0) {
    state.bits |= kEmittedReadable;
    process.nextTick(emitReadableNow, stream);
  }
}
function emitReadableNow(stream) {
  const state = stream._readableState;
  if ((state.bits & (kDestroyed | kErrored)) === 0 && (state.length || (state.bits & kEnded) !== 0)) {
    stream.emit('readable');
    state.bits &= ~kEmittedReadable;
  }
  // Not flowing, not over, and less than full: the next chunk is news again.
  if ((state.bits & (kFlowing | kEnded)) === 0 && state.length <= state.highWaterMark) state.bits |= kNeedReadable;
  else if (needsAnew) state.bits &= ~kNeedReadable;
  flow(stream);
}

// Fills the buffer up to its mark, on a tick; one such tick at a time.
const readMoreBits = kReadingMore | kConstructed | (quietWhileReading ? kReading : 0);
function maybeReadMore(stream, state) {
  if ((state.bits & readMoreBits) === kConstructed) {
    state.bits |= kReadingMore;
    process.nextTick(maybeReadMoreNow, stream, state);
  }
}
function maybeReadMoreNow(stream, state) {
  while ((state.bits & (kReading | kEnded)) === 0 &&
         (state.length < state.highWaterMark || ((state.bits & kFlowing) !== 0 && state.length === 0))) {
    const before = state.length;
    stream.read(0);
    if (before === state.length) break; // _read answers later, or not at all
  }
  state.bits &= ~kReadingMore;
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
  if (n <= 0 || (state.length === 0 && (state.bits & kEnded) !== 0)) return 0;
  if ((state.bits & kObjectMode) !== 0) return 1;
  if (n !== n) { // read() without a size
    if (state.length && ((state.bits & kFlowing) !== 0 || (oneChunkARead && (state.bits & kDecoder) === 0)))
      return state.buffer[state.bufferIndex].length;
    return state.length;
  }
  if (n <= state.length) return n;
  return (state.bits & kEnded) !== 0 ? state.length : 0;
}

Readable.prototype.read = function read(n) {
  const state = this._readableState;
  if (n === undefined) {
    if (quick) {
      n = readBegin(state, oneChunkARead);
      if (n !== undefined) {
        const calls = n < 0;
        if (calls) {
          n = ~n;
          $note(noteReadable, this, state);
          callRead(this, state);
        }
        const chunk = readEnd(state, n, calls, oneChunkARead);
        if (chunk === undefined) return finishRead(this, state, NaN, calls ? amountAfterCall(state, NaN, n) : n);
        if (chunk !== null) $note(noteReadable, this, state);
        if ((state.bits & kEnded) !== 0 && state.length === 0) endReadable(this);
        if (chunk !== null && (state.bits & (kErrorEmitted | kCloseEmitted)) === 0) this.emit('data', chunk);
        return chunk;
      }
    }
    n = NaN;
  } else if (!Number.isInteger(n)) {
    n = Number.parseInt(n, 10);
  }
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = markFor(n);
  if (n !== 0) state.bits &= ~(kEmittedReadable | kEofReadablePending);

  // read(0) on a full buffer, or at the end, is but a reminder.
  if (n === 0 && (state.bits & kNeedReadable) !== 0 &&
      ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || (state.bits & kEnded) !== 0)) {
    if (state.length === 0 && (state.bits & kEnded) !== 0) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = howMuchToRead(n, state);
  if (n === 0 && (state.bits & kEnded) !== 0) {
    if (state.length === 0) endReadable(this);
    return null;
  }

  const wanted = (state.bits & kNeedReadable) !== 0 || state.length === 0 || state.length - n < state.highWaterMark;
  if (wanted && (state.bits & (kReading | kEnded | kDestroyed | kErrored | kConstructed)) === kConstructed) {
    state.bits |= kReading | kSync;
    if (state.length === 0) state.bits |= kNeedReadable;
    $note(noteReadable, this, state);
    callRead(this, state);
    n = amountAfterCall(state, asked, n);
  }
  return finishRead(this, state, asked, n);
};
function callRead(stream, state) {
  if (nodeMajor < 18) {
    stream._read(state.highWaterMark);
    return;
  }
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
}
// If it has pushed at once there may be more to give.
function amountAfterCall(state, asked, n) {
  state.bits &= ~kSync;
  return (state.bits & kReading) === 0 ? howMuchToRead(asked, state) : n;
}
function finishRead(stream, state, asked, n) {
  const chunk = n > 0 ? takeFrom(n, state) : null;
  if (chunk === null) {
    if (state.length <= state.highWaterMark) state.bits |= kNeedReadable;
    else if (needsAnew) state.bits &= ~kNeedReadable;
    n = 0;
  } else {
    state.length -= n;
    forgetWaiting(state);
    $note(noteReadable, stream, state);
  }
  if (state.length === 0) {
    if ((state.bits & kEnded) === 0) state.bits |= kNeedReadable;
    else if (asked !== n) endReadable(stream);
  }
  if (chunk !== null && (state.bits & (kErrorEmitted | kCloseEmitted)) === 0) {
    state.bits |= kDataEmitted;
    stream.emit('data', chunk);
  }
  return chunk;
}

// The next n units of the buffer (all if n is 0), which is not empty then; null if it is.
function takeFrom(n, state) {
  if (state.length === 0) return null;
  const chunks = state.buffer;
  const first = state.bufferIndex;
  let next = first, taken;
  if ((state.bits & kObjectMode) !== 0) {
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
      const text = (state.bits & kDecoder) !== 0;
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
  if ((state.bits & (kEndEmitted | (endsOnce ? kEndScheduled : 0))) !== 0) return;
  state.bits |= kEnded | (endsOnce ? kEndScheduled : 0);
  process.nextTick(endReadableNT, state, stream);
}
function endReadableNT(state, stream) {
  state.bits &= ~kEndScheduled;
  // An error, or an unshift, may have come between.
  if ((state.bits & (noEndBit | kCloseEmitted | kEndEmitted)) !== 0 || state.length !== 0) return;
  state.bits |= kEndEmitted;
  $note(noteReadable, stream, state);
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
    state.bits |= kDataListening;
    if (this.listenerCount('readable') > 0) state.bits |= kReadableListening;
    // Not if it was paused on purpose.
    if ((state.bits & (kHasFlowing | kFlowing)) !== kHasFlowing) this.resume();
  } else if (event === 'readable' && (state.bits & (kEndEmitted | kReadableListening)) === 0) {
    state.bits = (state.bits | kReadableListening | kNeedReadable | kHasFlowing) & ~(kFlowing | kEmittedReadable);
    $note(noteReadable, this, state);
    if (state.length) {
      emitReadable(this);
    } else {
      if ((state.bits & kEofReadablePending) !== 0) {
        state.bits &= ~kEofReadablePending;
        emitReadable(this);
      }
      if ((state.bits & kReading) === 0) process.nextTick(readNothing, this);
    }
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;
function readNothing(stream) { stream.read(0); }

Readable.prototype.removeListener = function removeListener(event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  if (event === 'readable') process.nextTick(updateReadableListening, this);
  else if (event === 'data' && this.listenerCount('data') === 0) this._readableState.bits &= ~kDataListening;
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
  if (stream.listenerCount('readable') > 0) state.bits |= kReadableListening;
  else state.bits &= ~kReadableListening;
  if ((state.bits & (kHasPaused | kPaused | kResumeScheduled)) === (kHasPaused | kResumeScheduled))
    state.bits |= kHasFlowing | kFlowing; // resume() has been called meanwhile
  else if ((state.bits & kDataListening) !== 0) stream.resume();
  else if ((state.bits & kReadableListening) === 0) state.bits &= ~(kHasFlowing | kFlowing);
}

Readable.prototype.resume = function resume() {
  const state = this._readableState;
  if (stillWhenDestroyed && (state.bits & kDestroyed) !== 0) return this;
  if ((state.bits & kFlowing) === 0) {
    // Who listens to 'readable' is in charge; then resume() changes nothing but the mark of being paused.
    state.bits |= kHasFlowing | ((state.bits & kReadableListening) === 0 ? kFlowing : 0);
    if ((state.bits & kResumeScheduled) === 0) {
      state.bits |= kResumeScheduled;
      process.nextTick(resumeNow, this, state);
    }
  }
  state.bits = (state.bits | kHasPaused) & ~kPaused;
  $note(noteReadable, this, state);
  return this;
};
function resumeNow(stream, state) {
  if ((state.bits & kReading) === 0) stream.read(0);
  state.bits &= ~kResumeScheduled;
  stream.emit('resume');
  flow(stream);
  if ((state.bits & (kFlowing | kReading)) === kFlowing) stream.read(0);
}
function flow(stream) {
  const state = stream._readableState;
  while ((state.bits & kFlowing) !== 0 && stream.read() !== null);
}

Readable.prototype.pause = function pause() {
  const state = this._readableState;
  if (stillWhenDestroyed && (state.bits & kDestroyed) !== 0) return this;
  if ((state.bits & (kHasFlowing | kFlowing)) !== kHasFlowing) {
    state.bits = (state.bits | kHasFlowing) & ~kFlowing;
    $note(noteReadable, this, state);
    this.emit('pause');
  }
  state.bits |= kHasPaused | kPaused;
  return this;
};
Readable.prototype.isPaused = function isPaused() {
  const bits = this._readableState.bits;
  return (bits & kPaused) !== 0 || (bits & (kHasFlowing | kFlowing)) === kHasFlowing;
};

Readable.prototype.setEncoding = function setEncoding(encoding) {
  const { StringDecoder } = require('string_decoder');
  const state = this._readableState;
  const decoder = new StringDecoder(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  let content = ''; // what is in the buffer becomes text as well
  for (const chunk of state.buffer.slice(state.bufferIndex)) content += decoder.write(chunk);
  if (nodeMajor >= 24 && (state.bits & kEnded) !== 0) content += decoder.end();
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

const newerProperties = ['closed', 'errored']; // of Node 18
function property(name, get, set, enumerable = false) {
  if (nodeMajor < 18 && newerProperties.includes(name)) return;
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

$note(internal.readableFunctions, Readable.prototype.push, Readable.prototype.read);

module.exports = { Readable, readableConstructed, asBuffer };
