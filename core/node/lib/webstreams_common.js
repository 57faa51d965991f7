'use strict';
// What the web streams share (https://streams.spec.whatwg.org): queues that know their size, strategies, promises whose
// resolvers are kept.
const { nodeError, invalidArgType, inspect } = internal;

const kPrivate = Symbol('kPrivate'); // only this library may make readers' controllers
const kState = Symbol('kState');

function deferred() {
  const made = { promise: undefined, resolve: undefined, reject: undefined, settled: false };
  made.promise = new Promise((resolve, reject) => {
    made.resolve = (value) => {
      made.settled = true;
      resolve(value);
    };
    made.reject = (error) => {
      made.settled = true;
      reject(error);
    };
  });
  return made;
}
function resolvedDeferred(value) {
  const made = deferred();
  made.resolve(value);
  return made;
}
// A rejection that may be nobody's: it is told to who asks.
function rejectedDeferred(error) {
  const made = deferred();
  markHandled(made.promise);
  made.reject(error);
  return made;
}
function markHandled(promise) { promise.then(undefined, () => {}); }

function invalidState(text) { return nodeError(TypeError, 'ERR_INVALID_STATE', `Invalid state: ${text}`); }
function invalidThis(name) { return nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`); }
function checkObject(value, name) {
  if (value !== undefined && (value === null || (typeof value !== 'object' && typeof value !== 'function'))) throw invalidArgType(name, 'of type object', value);
}
// A method of an underlying source or sink, called on it; a throw is a rejected promise.
function methodOf(object, name) {
  const method = object?.[name];
  if (method === undefined) return undefined;
  if (typeof method !== 'function') throw invalidArgType(name, 'of type function', method);
  return (...args) => method.apply(object, args);
}
function promiseCall(method, ...args) {
  if (method === undefined) return Promise.resolve();
  try {
    return Promise.resolve(method(...args));
  } catch (error) {
    return Promise.reject(error);
  }
}
// Calls the source's pull for a controller, never while a pull is under way: asked for meanwhile, it is called again
// after. `again` is pullIfNeeded, `failed` takes the error.
function pullOnce(c, controller, again, failed) {
  if (c.pulling) {
    c.pullAgain = true;
    return;
  }
  c.pulling = true;
  promiseCall(c.pull, controller).then(() => {
    c.pulling = false;
    if (!c.pullAgain) return;
    c.pullAgain = false;
    again(controller);
  }, failed);
}

function markOf(strategy, fallback) {
  const mark = strategy?.highWaterMark;
  if (mark === undefined) return fallback;
  const number = +mark;
  if (number !== number || number < 0) throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'strategy.highWaterMark' is invalid. Received ${inspect(mark)}`);
  return number;
}
function sizeOf(strategy) {
  const size = strategy?.size;
  if (size === undefined) return () => 1;
  if (typeof size !== 'function') throw invalidArgType('strategy.size', 'of type function', size);
  return (chunk) => size(chunk);
}

class SizedQueue {
  items = [];
  total = 0;
  get length() { return this.items.length; }
  push(value, size) {
    size = Number(size);
    if (size !== size || size < 0 || size === Infinity)
      throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'size' is invalid. Received ${inspect(size)}`);
    this.items.push({ value, size });
    this.total += size;
  }
  shift() {
    const { value, size } = this.items.shift();
    this.total = Math.max(0, this.total - size);
    return value;
  }
  peek() { return this.items[0].value; }
  clear() {
    this.items = [];
    this.total = 0;
  }
}

class QueuingStrategy {
  #mark;
  constructor(init) {
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) throw invalidArgType('init', 'of type object', init);
    if (init.highWaterMark === undefined) throw nodeError(TypeError, 'ERR_MISSING_OPTION', 'options.highWaterMark is required');
    this.#mark = +init.highWaterMark;
  }
  get highWaterMark() { return this.#mark; }
}
const byteSize = Object.defineProperty((chunk) => chunk.byteLength, 'name', { value: 'size' });
const countSize = Object.defineProperty(() => 1, 'name', { value: 'size' });
class ByteLengthQueuingStrategy extends QueuingStrategy {
  get size() { return byteSize; }
}
class CountQueuingStrategy extends QueuingStrategy {
  get size() { return countSize; }
}

// What inspect shows of an object: its class name and some of its properties.
function showAs(constructor, fields) {
  Object.defineProperty(constructor.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    enumerable: false, configurable: true, writable: true,
    value(depth, options) {
      if (depth < 0) return this;
      const shown = {};
      for (const name of Object.keys(fields)) shown[name] = fields[name](this);
      return `${constructor.name} ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
    },
  });
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: constructor.name, configurable: true });
}
for (const each of [ByteLengthQueuingStrategy, CountQueuingStrategy]) showAs(each, { highWaterMark: (strategy) => strategy.highWaterMark });

module.exports = {
  kPrivate, kState, deferred, resolvedDeferred, rejectedDeferred, markHandled, invalidState, invalidThis, checkObject, methodOf, promiseCall, pullOnce, markOf, sizeOf,
  SizedQueue, ByteLengthQueuingStrategy, CountQueuingStrategy, showAs,
};
