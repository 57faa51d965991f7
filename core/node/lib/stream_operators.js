'use strict';
// readable.map, filter, … : what they give is a stream again, or a promise of one value.
const { nodeError, invalidArgType, inspect, nodeMajor } = internal;
const { AbortError, validateObject, validateAbortSignal, validateFunction } = require('internal/streams/errors');
const { isNodeStream, isWritable } = require('internal/streams/kinds');

const kEmpty = Symbol('kEmpty');
const kEnd = Symbol('kEof');

function checkFunction(fn, name = 'fn') {
  if (nodeMajor >= 24) validateFunction(fn, name);
  else if (typeof fn !== 'function') throw invalidArgType(name, 'of type function or an instance of AsyncFunction', fn);
}
function checkOptions(options) {
  if (options != null) validateObject(options, 'options');
  if (options?.signal != null) validateAbortSignal(options.signal, 'options.signal');
}
function checkInteger(value, name, least) {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be an integer. Received ${inspect(value)}`);
  if (value < least) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be >= ${least} && <= 9007199254740991. Received ${inspect(value)}`);
}

// Up to `concurrency` calls of fn at once; results in the order of their chunks, at most highWaterMark of them waiting.
function map(fn, options) {
  checkFunction(fn);
  checkOptions(options);
  const concurrency = options?.concurrency != null ? Math.floor(options.concurrency) : 1;
  let mark = options?.highWaterMark != null ? Math.floor(options.highWaterMark) : concurrency - 1;
  checkInteger(concurrency, 'options.concurrency', 1);
  checkInteger(mark, 'options.highWaterMark', 0);
  mark += concurrency;

  return async function* map() {
    const signal = AbortSignal.any([options?.signal].filter(Boolean));
    const stream = this;
    const queue = []; // promises of results
    const argument = { signal };
    let wakeReader = null, wakePump = null;
    let done = false, running = 0;
    const goOn = () => {
      if (wakePump && !done && running < concurrency && queue.length < mark) {
        wakePump();
        wakePump = null;
      }
    };
    const itemDone = () => {
      running -= 1;
      goOn();
    };
    const itemFailed = () => {
      done = true;
      itemDone();
    };
    const rouse = () => {
      if (wakeReader === null) return;
      wakeReader();
      wakeReader = null;
    };
    async function pump() {
      try {
        for await (let value of stream) {
          if (done) return;
          if (signal.aborted) throw new AbortError();
          try {
            value = fn(value, argument);
            if (value === kEmpty) continue;
            value = Promise.resolve(value);
          } catch (error) {
            value = Promise.reject(error);
          }
          running += 1;
          value.then(itemDone, itemFailed);
          queue.push(value);
          rouse();
          if (!done && (queue.length >= mark || running >= concurrency)) await new Promise((resolve) => { wakePump = resolve; });
        }
        queue.push(kEnd);
      } catch (error) {
        const failed = Promise.reject(error);
        failed.then(itemDone, itemFailed);
        queue.push(failed);
      } finally {
        done = true;
        rouse();
      }
    }
    pump();
    try {
      for (;;) {
        while (queue.length > 0) {
          const value = await queue[0];
          if (value === kEnd) return;
          if (signal.aborted) throw new AbortError();
          if (value !== kEmpty) yield value;
          queue.shift();
          goOn();
        }
        await new Promise((resolve) => { wakeReader = resolve; });
      }
    } finally {
      done = true;
      if (wakePump) {
        wakePump();
        wakePump = null;
      }
    }
  }.call(this);
}

function filter(fn, options) {
  checkFunction(fn);
  return map.call(this, async function filterFn(value, argument) {
    return (await fn(value, argument)) ? value : kEmpty;
  }, options);
}
function flatMap(fn, options) {
  const values = map.call(this, fn, options);
  return async function* flatMap() {
    for await (const value of values) yield* value;
  }.call(this);
}
function asIndexedPairs(options = undefined) {
  checkOptions(options);
  return async function* asIndexedPairs() {
    let index = 0;
    for await (const value of this) {
      if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
      yield [index++, value];
    }
  }.call(this);
}
function countOf(number) {
  number = Number(number);
  if (number !== number) return 0;
  if (number < 0) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "number" is out of range. It must be >= 0. Received ${inspect(number)}`);
  return number;
}
function drop(number, options = undefined) {
  checkOptions(options);
  number = countOf(number);
  return async function* drop() {
    if (options?.signal?.aborted) throw new AbortError();
    for await (const value of this) {
      if (options?.signal?.aborted) throw new AbortError();
      if (number-- <= 0) yield value;
    }
  }.call(this);
}
function take(number, options = undefined) {
  checkOptions(options);
  number = countOf(number);
  return async function* take() {
    if (options?.signal?.aborted) throw new AbortError();
    for await (const value of this) {
      if (options?.signal?.aborted) throw new AbortError();
      if (number-- > 0) yield value;
      if (number <= 0) return;
    }
  }.call(this);
}
function compose(stream, options) {
  checkOptions(options);
  if (isNodeStream(stream) && !isWritable(stream))
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'stream' must be writable. Received ${inspect(stream)}`);
  const composed = require('internal/streams/compose').compose(this, stream);
  if (options?.signal) require('internal/streams/abort').addAbortSignal(options.signal, composed);
  return composed;
}

async function some(fn, options = undefined) {
  for await (const found of filter.call(this, fn, options)) return true; // eslint-disable-line no-unused-vars
  return false;
}
async function every(fn, options = undefined) {
  checkFunction(fn);
  return !(await some.call(this, async (...args) => !(await fn(...args)), options));
}
async function find(fn, options) {
  for await (const found of filter.call(this, fn, options)) return found;
  return undefined;
}
async function forEach(fn, options) {
  checkFunction(fn);
  async function forEachFn(value, argument) {
    await fn(value, argument);
    return kEmpty;
  }
  for await (const unused of map.call(this, forEachFn, options)); // eslint-disable-line no-unused-vars
}
async function toArray(options) {
  checkOptions(options);
  const all = [];
  for await (const value of this) {
    if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
    all.push(value);
  }
  return all;
}
async function reduce(reducer, initial, options) {
  checkFunction(reducer, 'reducer');
  checkOptions(options);
  let known = arguments.length > 1;
  if (options?.signal?.aborted) {
    const error = new AbortError(undefined, { cause: options.signal.reason });
    this.once('error', () => {}); // the promise tells
    await require('internal/streams/finished').finishedPromise(this.destroy(error));
    throw error;
  }
  const { AbortController } = require('internal/event_target');
  const controller = new AbortController();
  const { signal } = controller;
  if (options?.signal) options.signal.addEventListener('abort', () => controller.abort(), { once: true });
  let gotAny = false;
  try {
    for await (const value of this) {
      gotAny = true;
      if (options?.signal?.aborted) throw new AbortError();
      if (!known) {
        initial = value;
        known = true;
      } else {
        initial = await reducer(initial, value, { signal });
      }
    }
    if (!gotAny && !known) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'Reduce of an empty stream requires an initial value');
  } finally {
    controller.abort();
  }
  return initial;
}

const streams = { drop, filter, flatMap, map, take, compose };
if (nodeMajor < 24) streams.asIndexedPairs = asIndexedPairs;
module.exports = { streams, promises: { every, forEach, reduce, toArray, some, find } };
