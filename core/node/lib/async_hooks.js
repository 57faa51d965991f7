'use strict';
// async_hooks (https://nodejs.org/api/async_hooks.html, async_context.html).
//
// The context of AsyncLocalStorage is a Map from each storage to its store, copied whenever one is changed; the engine
// carries it along (core/vm/async_frame.h).
const { asyncContext, callInFrame, destroyed, executionAsyncId, executionResource, newAsyncId, nodeError, nodeMajor, setAsyncContext, setHooks, triggerAsyncId } = internal;
const { fromEntries } = require('internal/language');
const { invalidArgType, validateFunction, validateString } = require('internal/validators');

// --- AsyncLocalStorage ---

const kFirstWithContextFrame = 24;
const storesAreProperties = nodeMajor < kFirstWithContextFrame;

function withStore(key, store) {
  const context = new Map(asyncContext());
  context.set(key, store);
  return context;
}
// Calls `fn` in a context, as the running resource.
const callInContext = (context, fn, thisArg, args) =>
  callInFrame(context, executionAsyncId(), triggerAsyncId(), executionResource(), fn, thisArg, args);

// From Node 24 on (AsyncContextFrame) the context is what V8 carries along, and run() puts back its own store alone.
class StoreScope {
  #storage;
  #before;
  #disposed = false;
  constructor(storage, store) {
    this.#storage = storage;
    this.#before = storage.getStore();
    storage.enterWith(store);
  }
  dispose() {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#storage.enterWith(this.#before);
  }
  [Symbol.dispose]() { this.dispose(); }
}
Object.defineProperty(StoreScope, 'name', { value: 'RunScope' });

const StoresInFrames = class AsyncLocalStorage {
  #defaultValue;
  #name;
  constructor(options = {}) {
    if (options === null || typeof options !== 'object') throw invalidArgType('options', 'of type object', options);
    this.#defaultValue = options.defaultValue;
    this.#name = options.name === undefined ? '' : `${options.name}`;
  }
  get name() { return this.#name; }
  static bind(fn) { return AsyncResource.bind(fn); }
  static snapshot() { return AsyncResource.bind((fn, ...args) => fn(...args)); }
  disable() { asyncContext()?.delete(this); } // for whoever has that context
  enterWith(store) { setAsyncContext(withStore(this, store)); }
  run(store, fn, ...args) {
    const before = this.getStore();
    if (Object.is(before, store)) return Reflect.apply(fn, null, args);
    this.enterWith(store);
    try {
      return Reflect.apply(fn, null, args);
    } finally {
      this.enterWith(before);
    }
  }
  exit(fn, ...args) { return this.run(undefined, fn, ...args); }
  getStore() {
    const context = asyncContext();
    return context?.has(this) ? context.get(this) : this.#defaultValue;
  }
  withScope(store) { return new StoreScope(this, store); }
};

// Until Node 22 a store is a property of the running resource, and a hook gives it to those that are made meanwhile. The
// engine carries the stores along all the same; the properties are what programs see when they print a resource.
const enabledStorages = new Map(); // each to the symbol of its property
const isResource = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
const storageHook = {
  init(id, type, trigger, resource) {
    if (!isResource(resource)) return;
    const context = asyncContext();
    for (const [storage, symbol] of enabledStorages) resource[symbol] = context?.get(storage);
  },
};

const StoresOnResources = class AsyncLocalStorage {
  #symbol = Symbol('kResourceStore');
  // A storage that is disabled only does not see its store; nor do resources that are made meanwhile get it. So run()
  // inside exit() brings back, after it, what exit() has hidden.
  #enabled = false;
  #hidden = Symbol('hidden');
  #enable() {
    if (this.#enabled) return;
    this.#enabled = true;
    enabledStorages.set(this, this.#symbol);
    enableHook(storageHook);
    const hidden = asyncContext()?.get(this.#hidden);
    if (hidden !== undefined && hidden.resource === executionAsyncId()) setAsyncContext(withStore(this, hidden.store));
  }
  static bind(fn) { return AsyncResource.bind(fn); }
  static snapshot() {
    const context = asyncContext();
    return function snapshot(fn, ...args) {
      return callInContext(context, fn, this, args);
    };
  }
  disable() {
    if (!this.#enabled) return;
    this.#enabled = false;
    enabledStorages.delete(this);
    if (enabledStorages.size === 0) disableHook(storageHook);
    const context = new Map(asyncContext());
    if (context.has(this)) context.set(this.#hidden, { resource: executionAsyncId(), store: context.get(this) });
    context.delete(this);
    setAsyncContext(context);
  }
  #put(store) {
    const resource = executionResource();
    if (isResource(resource)) resource[this.#symbol] = store;
    setAsyncContext(this.#enabled ? withStore(this, store) : withStore(this.#hidden, { resource: executionAsyncId(), store }));
  }
  enterWith(store) {
    this.#enable();
    this.#put(store);
  }
  run(store, callback, ...args) {
    if (Object.is(store, this.getStore())) return callback(...args);
    this.#enable();
    const before = this.getStore();
    this.#put(store);
    try {
      return callback(...args);
    } finally {
      this.#put(before);
    }
  }
  exit(callback, ...args) {
    if (!this.#enabled) return callback(...args);
    this.disable();
    try {
      return callback(...args);
    } finally {
      this.#enable();
    }
  }
  getStore() { return this.#enabled ? asyncContext()?.get(this) : undefined; }
};

const AsyncLocalStorage = storesAreProperties ? StoresOnResources : StoresInFrames;
if (nodeMajor < 18) for (const name of ['bind', 'snapshot']) delete AsyncLocalStorage[name];

// --- AsyncResource ---

const kState = Symbol('async resource');

class AsyncResource {
  constructor(type, options = {}) {
    validateString(type, 'type');
    let triggerId = options;
    let manual = false;
    if (typeof options !== 'number') {
      triggerId = options?.triggerAsyncId === undefined ? executionAsyncId() : options.triggerAsyncId;
      manual = !!options?.requireManualDestroy;
    }
    if (!Number.isSafeInteger(triggerId) || triggerId < -1)
      throw nodeError(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${triggerId}`);
    if (enabled.size > 0 && type.length === 0) throw nodeError(TypeError, 'ERR_ASYNC_TYPE', `Invalid name for async "type": ${type}`);
    const state = { id: newAsyncId(), triggerId, context: asyncContext(), manual };
    Object.defineProperty(this, kState, { value: state });
    dispatch('init', state.id, type, triggerId, this);
  }
  runInAsyncScope(fn, thisArg, ...args) {
    const { id, triggerId, context } = this[kState];
    return callInFrame(context, id, triggerId, this, fn, thisArg, args);
  }
  emitDestroy() {
    destroyed(this[kState].id);
    return this;
  }
  asyncId() { return this[kState].id; }
  triggerAsyncId() { return this[kState].triggerId; }
  bind(fn, thisArg = undefined) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = thisArg === undefined
      ? function(...args) { return resource.runInAsyncScope(fn, this, ...args); }
      : (...args) => resource.runInAsyncScope(fn, thisArg, ...args);
    Object.defineProperties(bound, {
      length: { configurable: true, enumerable: false, value: fn.length, writable: false },
    });
    if (nodeMajor < 24) Object.defineProperty(bound, 'asyncResource', { configurable: true, enumerable: true, value: this, writable: true });
    return bound;
  }
  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

// --- hooks ---

const enabled = new Set();
const kAsyncId = Symbol('async_id_symbol');
const kTriggerId = Symbol('trigger_async_id_symbol');
const kFirstWithIdsOfPromises = 16;

function dispatch(kind, id, type, trigger, resource) {
  if (kind === 'track') {
    if (nodeMajor < kFirstWithIdsOfPromises) return;
    resource[kAsyncId] = id;
    resource[kTriggerId] = trigger;
    return;
  }
  for (const hook of [...enabled]) {
    const fn = hook[kind];
    if (fn === undefined) continue;
    if (kind === 'init') fn.call(hook, id, type, trigger, resource);
    else fn.call(hook, id);
  }
}
function tellEngine() {
  setHooks(enabled.size > 0, [...enabled].some((hook) => hook.promiseResolve !== undefined), dispatch);
}
function enableHook(hook) {
  enabled.add(hook);
  tellEngine();
}
function disableHook(hook) {
  enabled.delete(hook);
  tellEngine();
}

class AsyncHook {
  constructor({ init, before, after, destroy, promiseResolve }) {
    for (const [name, fn] of Object.entries({ init, before, after, destroy, promiseResolve })) {
      if (fn !== undefined && typeof fn !== 'function') throw nodeError(TypeError, 'ERR_ASYNC_CALLBACK', `hook.${name} must be a function`);
      this[name] = fn;
      Object.defineProperty(this, name, { enumerable: false });
    }
  }
  enable() {
    enableHook(this);
    return this;
  }
  disable() {
    disableHook(this);
    return this;
  }
}

function createHook(callbacks) {
  return new AsyncHook(callbacks);
}

const providers = Object.freeze(Object.assign({ __proto__: null }, fromEntries([
  'NONE', 'DIRHANDLE', 'DNSCHANNEL', 'FILEHANDLE', 'FSREQCALLBACK', 'FSREQPROMISE', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'HASHREQUEST',
  'HTTPCLIENTREQUEST', 'HTTPINCOMINGMESSAGE', 'MESSAGEPORT', 'PIPEWRAP', 'PBKDF2REQUEST', 'PROMISE', 'QUERYWRAP', 'RANDOMBYTESREQUEST',
  'SCRYPTREQUEST', 'SHUTDOWNWRAP', 'SIGNALWRAP', 'TCPCONNECTWRAP', 'TCPSERVERWRAP', 'TCPWRAP', 'WRITEWRAP', 'ZLIB', 'Timeout', 'Immediate', 'TickObject',
].map((name, i) => [name, i]))));

module.exports = {
  AsyncLocalStorage,
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource: () => executionResource() ?? topLevelResource,
  asyncWrapProviders: providers,
  AsyncResource,
};
const topLevelResource = {};
if (nodeMajor < 16) delete module.exports.asyncWrapProviders;
if (nodeMajor < 12) for (const name of ['AsyncLocalStorage', 'executionAsyncResource']) delete module.exports[name];
