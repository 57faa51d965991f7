'use strict';
// node:test's mocks of functions, methods and accessors.
const { invalidArgType, invalidArgValue, validateFunction, validateInteger, validateObject } = require('internal/validators');
const notSimulated = require('internal/not_simulated');

class MockFunctionContext {
  #calls = []; #implementation; #original; #restore; #times; #once = new Map();
  constructor(original, implementation, restore, times) {
    this.#original = original;
    this.#implementation = implementation;
    this.#restore = restore;
    this.#times = times;
  }
  get calls() { return this.#calls.slice(); }
  callCount() { return this.#calls.length; }
  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }
  mockImplementationOnce(implementation, onCall = this.#calls.length) {
    validateFunction(implementation, 'implementation');
    validateInteger(onCall, 'onCall', this.#calls.length);
    this.#once.set(onCall, implementation);
  }
  restore() {
    this.#restore?.();
    this.#implementation = this.#original;
    this.#once.clear();
  }
  resetCalls() { this.#calls = []; }
  next() {
    const number = this.#calls.length;
    const implementation = this.#once.get(number) ?? this.#implementation;
    this.#once.delete(number);
    if (number + 1 === this.#times) this.restore();
    return implementation;
  }
  track(call) { this.#calls.push(call); }
}

function makeMock(original, implementation, restore, times) {
  const context = new MockFunctionContext(original, implementation, restore, times);
  return new Proxy(original, {
    apply(target, thisArg, args) {
      const fn = context.next();
      const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target: undefined, this: thisArg };
      try {
        return call.result = Reflect.apply(fn, thisArg, args);
      } catch (error) {
        call.error = error;
        throw error;
      } finally {
        context.track(call);
      }
    },
    construct(target, args, newTarget) {
      const fn = context.next();
      const call = { arguments: args, error: undefined, result: undefined, stack: new Error(), target, this: undefined };
      try {
        return call.this = call.result = Reflect.construct(fn, args, newTarget);
      } catch (error) {
        call.error = error;
        throw error;
      } finally {
        context.track(call);
      }
    },
    get: (target, key, receiver) => key === 'mock' ? context : Reflect.get(target, key, receiver),
  });
}

class MockTracker {
  #mocks = [];
  fn(original = () => {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') [original, implementation, options] = [() => {}, undefined, original];
    else if (implementation !== null && typeof implementation === 'object') [implementation, options] = [original, implementation];
    validateFunction(original, 'original');
    const mock = makeMock(original, implementation ?? original, undefined, options.times ?? Infinity);
    this.#mocks.push(mock.mock);
    return mock;
  }
  method(object, name, implementation = undefined, options = {}) {
    if (typeof object !== 'function') validateObject(object, 'object');
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    const kind = options.getter ? 'get' : options.setter ? 'set' : 'value';
    let holder = object;
    while (holder && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
    const descriptor = holder ? Object.getOwnPropertyDescriptor(holder, name) : undefined;
    const original = descriptor?.[kind];
    if (typeof original !== 'function') throw invalidArgValue('methodName', original, 'must be a method');
    const restore = () => {
      if (holder === object) Object.defineProperty(object, name, descriptor);
      else delete object[name];
    };
    const mock = makeMock(original, implementation ?? original, restore, options.times ?? Infinity);
    Object.defineProperty(object, name, { ...descriptor, [kind]: mock });
    this.#mocks.push(mock.mock);
    return mock;
  }
  getter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    return this.method(object, name, implementation, { ...options, getter: true });
  }
  setter(object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') [implementation, options] = [undefined, implementation];
    return this.method(object, name, implementation, { ...options, setter: true });
  }
  property(object, name, value) {
    const descriptor = Object.getOwnPropertyDescriptor(object, name);
    if (!descriptor) throw invalidArgType('propertyName', 'a property of the object', name);
    Object.defineProperty(object, name, { ...descriptor, value });
    this.#mocks.push({ restore: () => Object.defineProperty(object, name, descriptor) });
    return object[name];
  }
  get timers() { return { enable: notSimulated('mock.timers'), reset() {}, tick: notSimulated('mock.timers') }; }
  reset() {
    this.restoreAll();
    this.#mocks = [];
  }
  restoreAll() {
    for (const mock of this.#mocks) mock.restore();
  }
}

module.exports = { MockTracker, globalTracker: new MockTracker() };
