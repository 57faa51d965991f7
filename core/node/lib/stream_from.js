'use strict';
// Readable.from: a stream of what an iterable gives. One value is asked for at a time; values that are promises are waited for.
const { invalidArgType, nodeMajor } = internal;
const { Buffer } = require('buffer');
const { streamError, aggregateTwoErrors } = require('internal/streams/errors');

function from(Readable, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) { // one chunk, not one a character
    return new Readable({
      objectMode: true, ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  const async = !!(iterable && iterable[Symbol.asyncIterator]);
  if (!async && !(iterable && iterable[Symbol.iterator])) throw invalidArgType('iterable', 'an instance of Iterable', iterable);
  const iterator = async ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  if (nodeMajor < 15) return oneByOne(readable, iterator);
  const destroyOfOptions = readable._destroy;

  let reading = false;
  // A synchronous iterator is run without promises until it gives the first one.
  let next = async ? nextAsync : nodeMajor >= 20 ? nextSync : nextOfEither;
  readable._read = function() {
    if (reading) return;
    reading = true;
    next();
  };
  // Whether the stream wants another value at once.
  function give(value) {
    if (value === null) {
      reading = false;
      throw streamError('ERR_STREAM_NULL_VALUES');
    }
    if (readable.push(value)) return true;
    reading = false;
    return false;
  }
  const isThenable = (value) => value && typeof value.then === 'function';
  function nextSync() {
    try {
      for (;;) {
        const { value, done } = iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (isThenable(value)) {
          next = nextOfEither;
          giveLater(value);
          return;
        }
        if (!give(value)) return;
      }
    } catch (error) {
      readable.destroy(error);
    }
  }
  async function giveLater(promise) {
    try {
      if (give(await promise)) nextOfEither();
    } catch (error) {
      readable.destroy(error);
    }
  }
  async function nextOfEither() {
    try {
      for (;;) {
        const { value, done } = iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (!give(isThenable(value) ? await value : value)) return;
      }
    } catch (error) {
      readable.destroy(error);
    }
  }
  async function nextAsync() {
    try {
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (nodeMajor < 20) {
          if (!give(isThenable(value) ? await value : value)) return;
        } else if (!give(value)) {
          return;
        }
      }
    } catch (error) {
      readable.destroy(error);
    }
  }

  async function closeIterator(error) {
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }
  // Ticks: a callback that throws must not reject a promise of ours.
  readable._destroy = function(error, callback) {
    if (nodeMajor < 24) {
      closeIterator(error).then(() => process.nextTick(callback, error), (problem) => process.nextTick(callback, problem || error));
      return;
    }
    destroyOfOptions.call(this, error, (destroyError) => {
      const first = destroyError || error;
      closeIterator(first).then(() => process.nextTick(callback, first), (problem) => process.nextTick(callback, aggregateTwoErrors(first, problem)));
    });
  };
  return readable;
}

// Until Node 14: each value costs jobs of its own, whether the iterator is asynchronous or not.
function oneByOne(readable, iterator) {
  let reading = false, open = false; // the iterator has given a value and is not at its end
  readable._read = function() {
    if (reading) return;
    reading = true;
    next();
  };
  async function close() {
    if (typeof iterator.return !== 'function') return;
    const { value } = await iterator.return();
    await value;
  }
  readable._destroy = function(error, callback) {
    if (!open) {
      callback(error);
      return;
    }
    open = false;
    close().then(() => process.nextTick(callback, error), (problem) => process.nextTick(callback, error || problem));
  };
  async function next() {
    try {
      open = false;
      const { value, done } = await iterator.next();
      open = !done;
      if (done) {
        readable.push(null);
      } else if (readable.destroyed) {
        await close();
      } else {
        const result = await value;
        if (result === null) {
          reading = false;
          throw streamError('ERR_STREAM_NULL_VALUES');
        }
        if (readable.push(result)) next();
        else reading = false;
      }
    } catch (error) {
      readable.destroy(error);
    }
  }
  return readable;
}

module.exports = from;
