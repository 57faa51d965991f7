'use strict';
// timers/promises (node-semantics 3.5): ordinary timers and immediates whose callbacks settle a promise, so that the
// continuation runs in the drain after the callback. `internal` gives the timers of the realm (a program may have
// replaced the globals), the checks that have Node's messages, and AbortError.
const { startTimeout, startInterval, startImmediate, stopTimer, stopImmediate, checkNumber, checkObject, checkBoolean,
  checkSignal, newAbortError } = internal;

function checked(delay, options, hasDelay) {
  if (hasDelay && delay !== undefined) checkNumber(delay, 'delay');
  checkObject(options, 'options');
  const { signal, ref } = options;
  if (signal !== undefined) checkSignal(signal, 'options.signal');
  if (ref !== undefined) checkBoolean(ref, 'options.ref');
  return { signal, ref: ref === undefined ? true : ref };
}

// `finally` between two more promises, so that neither a replaced `then` nor a species is seen: Node's own promises are
// handled in this way, and the jobs that it costs are part of the order.
function guardedFinally(promise, onFinally) {
  return new Promise((resolve, reject) => {
    new Promise((fulfil, fail) => promise.then(fulfil, fail)).finally(onFinally).then(resolve, reject);
  });
}

// A promise settled by the callback that `start` is given; `stop` takes back what start returned.
function once(start, stop, delay, options, hasDelay) {
  let settings;
  try {
    settings = checked(delay, options, hasDelay);
  } catch (error) {
    return Promise.reject(error);
  }
  const { signal, ref } = settings;
  if (signal && signal.aborted) return Promise.reject(newAbortError(signal.reason));
  let handle, abort;
  const promise = new Promise((resolve, reject) => {
    handle = start(resolve);
    if (!ref) handle.unref();
    if (signal) {
      abort = () => {
        if (!handle._destroyed) {
          stop(handle);
          reject(newAbortError(signal.reason));
        }
      };
      signal.addEventListener('abort', abort);
    }
  });
  return abort ? guardedFinally(promise, () => signal.removeEventListener('abort', abort)) : promise;
}

function setTimeout(delay, value, options = {}) {
  return once((resolve) => startTimeout(resolve, delay, value), stopTimer, delay, options, true);
}

function setImmediate(value, options = {}) {
  return once((resolve) => startImmediate(resolve, value), stopImmediate, undefined, options, false);
}

async function* setInterval(delay, value, options = {}) {
  const { signal, ref } = checked(delay, options, true);
  if (signal && signal.aborted) throw newAbortError(signal.reason);
  let due = 0;           // firings that the consumer has not taken yet
  let wake;              // resolves the promise that the consumer waits for
  const timer = startInterval(() => {
    due++;
    if (wake) {
      wake();
      wake = undefined;
    }
  }, delay);
  if (!ref) timer.unref();
  const abort = () => {
    stopTimer(timer);
    if (wake) {
      wake(Promise.reject(newAbortError(signal.reason)));
      wake = undefined;
    }
  };
  if (signal) signal.addEventListener('abort', abort, { once: true });
  try {
    while (!(signal && signal.aborted)) {
      if (due === 0) await new Promise((resolve) => { wake = resolve; });
      for (; due > 0; due--) yield value;
    }
    throw newAbortError(signal.reason);
  } finally {
    stopTimer(timer);
    if (signal) signal.removeEventListener('abort', abort);
  }
}

const schedulers = new WeakSet();
class Scheduler {
  constructor() {
    throw internal.newError('TypeError', 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
  yield() {
    if (!schedulers.has(this)) throw internal.newError('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type Scheduler');
    return setImmediate();
  }
  wait(delay, options) {
    if (!schedulers.has(this)) throw internal.newError('TypeError', 'ERR_INVALID_THIS', 'Value of "this" must be of type Scheduler');
    return setTimeout(delay, undefined, options);
  }
}
const scheduler = Object.create(Scheduler.prototype);
schedulers.add(scheduler);

module.exports = { setTimeout, setImmediate, setInterval, scheduler };
