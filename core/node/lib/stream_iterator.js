'use strict';
// for await over a stream: 'readable' and read(); leaving the loop destroys the stream, unless told otherwise.
const { nodeMajor } = internal;
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { aggregateTwoErrors } = require('internal/streams/errors');

// What an iterator knows of its stream.
class Source {
  constructor(stream, options) {
    this.stream = stream;
    this.options = options;
    this.wake = null;
    this.error = undefined; // undefined: going on; null: over; else what went wrong
    this.rouse = () => {
      if (this.wake === null) return;
      const resolve = this.wake;
      this.wake = null;
      resolve();
    };
    stream.on('readable', this.rouse);
    this.stopListening = finished(stream, { writable: false }, (problem) => {
      this.error = problem ? aggregateTwoErrors(this.error, problem) : null;
      this.rouse();
    });
  }
  read() {
    return this.stream.destroyed ? null : this.stream.read();
  }
  moreOrEnd() {
    return new Promise((resolve) => { this.wake = resolve; });
  }
  leave() {
    const { stream, options, error } = this;
    const halfOpen = nodeMajor >= 24 && error === null && stream.allowHalfOpen === true && stream.writable === true && stream.writableEnded !== true;
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy) && !halfOpen) {
      destroyer(stream, null);
    } else {
      stream.off('readable', this.rouse);
      this.stopListening();
    }
  }
}

async function* generate(stream, options) {
  const source = new Source(stream, options);
  try {
    for (;;) {
      const chunk = source.read();
      if (chunk !== null) yield chunk;
      else if (source.error) throw source.error;
      else if (source.error === null) return;
      else await source.moreOrEnd();
    }
  } catch (problem) {
    source.error = aggregateTwoErrors(source.error, problem);
    throw source.error;
  } finally {
    source.leave();
  }
}

// Until 16 it ends with 'end', 'close' or 'error' itself, not when the stream counts as finished, and its listeners stay.
async function* generateFromEvents(stream, options) {
  const { errored, endEmitted, closeEmitted } = stream._readableState;
  let wake = null, error = errored, failed = false, over = endEmitted || closeEmitted;
  const rouse = () => {
    if (wake === null) return;
    const resolve = wake;
    wake = null;
    resolve();
  };
  const end = () => {
    over = true;
    rouse();
  };
  stream.on('readable', rouse).on('error', (problem) => {
    error = problem;
    failed = true;
    rouse();
  }).on('end', end).on('close', end);
  let threw = false;
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failed) throw error;
      else if (over) break;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } catch (problem) {
    if (options?.destroyOnError !== false) destroyer(stream, problem);
    threw = true;
    throw problem;
  } finally {
    const state = stream._readableState;
    if (!threw && options?.destroyOnReturn !== false && (state.autoDestroy || !state.endEmitted)) destroyer(stream, null);
  }
}

// Since 26 it is no generator: what can be answered at once is, which saves each chunk two jobs. Requests that must wait
// are answered in their order.
const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype));

function answerAtOnce(stream, options) {
  const requests = [];
  let source = null;
  let over = false;
  const result = (done, value) => ({ done, value });
  const finish = (error) => {
    over = true;
    if (source === null) return;
    if (error !== undefined) source.error = aggregateTwoErrors(source.error, error);
    source.leave();
  };
  // Answers the request if that can be done now: with resolve or reject; false: it has to wait.
  const answer = ({ kind, value, resolve, reject }) => {
    if (kind === 'return' || (over && kind === 'next')) {
      if (!over) finish();
      resolve(result(true, value));
    } else if (kind === 'throw') {
      if (!over) finish(value);
      reject(value);
    } else {
      source ??= new Source(stream, options);
      const chunk = source.read();
      if (chunk !== null) {
        resolve(result(false, chunk));
      } else if (source.error === undefined) {
        return false;
      } else {
        const { error } = source;
        finish();
        if (error) reject(error);
        else resolve(result(true, undefined));
      }
    }
    return true;
  };
  const serve = async () => {
    while (requests.length > 0) {
      if (answer(requests[0])) requests.shift();
      else await source.moreOrEnd();
    }
  };
  const request = (kind, value) => new Promise((resolve, reject) => {
    const one = { kind, value, resolve, reject };
    if (requests.length === 0 && answer(one)) return;
    requests.push(one);
    if (requests.length === 1) serve();
  });
  return {
    __proto__: AsyncIteratorPrototype,
    next() { return request('next'); },
    return(value) { return request('return', value); },
    throw(error) { return request('throw', error); },
  };
}

module.exports = { createAsyncIterator: nodeMajor >= 26 ? answerAtOnce : nodeMajor >= 18 ? generate : generateFromEvents };
