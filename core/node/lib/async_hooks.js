'use strict';
// async_hooks (https://nodejs.org/api/async_hooks.html, async_context.html).
//
// The context of AsyncLocalStorage is a Map from each storage to its store, copied whenever one is changed; the engine
// carries it along (core/vm/async_frame.h).
const { asyncContext, callInFrame, executionAsyncId, executionResource, newAsyncId, nodeError, nodeMajor, setAsyncContext, setHooks, triggerAsyncId } = internal;
const { fromEntries } = require('internal/language');
const { invalidArgType, validateFunction, validateString } = require('internal/validators');

// --- AsyncLocalStorage ---

function withStore(storage, store) {
  const context = new Map(asyncContext());
  context.set(storage, store);
  return context;
}
// Calls `fn` in a context, as the running resource.
const callInContext = (context, fn, thisArg, args) =>
  callInFrame(context, executionAsyncId(), triggerAsyncId(), executionResource(), fn, thisArg, args);

class AsyncLocalStorage {
  #defaultValue;
  #name;
  // Until Node 22 the store is a property of the running resource, and a storage that is disabled only does not see it; nor do
  // resources that are made meanwhile get it. So run() inside exit() brings back, after it, what exit() has hidden.
  #enabled = false;
  #hidden = Symbol('hidden');
  #hide() {
    this.#enabled = false;
    const context = new Map(asyncContext());
    if (context.has(this)) context.set(this.#hidden, { resource: executionAsyncId(), store: context.get(this) });
    context.delete(this);
    setAsyncContext(context);
  }
  #enable() {
    if (this.#enabled) return;
    this.#enabled = true;
    const hidden = asyncContext()?.get(this.#hidden);
    if (hidden !== undefined && hidden.resource === executionAsyncId()) setAsyncContext(withStore(this, hidden.store));
  }
  constructor(options = undefined) {
    if (nodeMajor >= 24 && options !== undefined && (options === null || typeof options !== 'object')) throw invalidArgType('options', 'of type object', options);
    if (nodeMajor >= 24) {
      this.#defaultValue = options?.defaultValue;
      this.#name = options?.name === undefined ? '' : `${options.name}`;
    }
  }
  static bind(fn) {
    return AsyncResource.bind(fn);
  }
  static snapshot() {
    const context = asyncContext();
    return function snapshot(fn, ...args) {
      return callInContext(context, fn, this, args);
    };
  }
  disable() {
    if (nodeMajor < 24) {
      if (this.#enabled) this.#hide();
      return;
    }
    const context = new Map(asyncContext());
    context.delete(this);
    setAsyncContext(context);
  }
  enterWith(store) {
    this.#enable();
    setAsyncContext(withStore(this, store));
  }
  run(store, callback, ...args) {
    if (nodeMajor < 24 && Object.is(store, this.getStore())) return callback(...args);
    this.#enable();
    return callInContext(withStore(this, store), callback, undefined, args);
  }
  exit(callback, ...args) {
    if (nodeMajor < 24) {
      if (!this.#enabled) return callback(...args);
      this.#hide();
      try {
        return callback(...args);
      } finally {
        this.#enable();
      }
    }
    const context = new Map(asyncContext());
    context.delete(this);
    return callInContext(context, callback, undefined, args);
  }
  getStore() {
    if (nodeMajor < 24 && !this.#enabled) return undefined;
    const context = asyncContext();
    return context?.has(this) ? context.get(this) : this.#defaultValue;
  }
  get name() { return this.#name ?? ''; }
}
if (nodeMajor < 24) delete AsyncLocalStorage.prototype.name;
if (nodeMajor < 18) delete AsyncLocalStorage.snapshot;

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
const pendingDestroys = [];

function dispatch(kind, id, type, trigger, resource) {
  for (const hook of [...enabled]) {
    const fn = hook[kind];
    if (fn === undefined) continue;
    if (kind === 'init') fn.call(hook, id, type, trigger, resource);
    else fn.call(hook, id);
  }
}
// The hooks hear of it when the loop comes round.
function destroyed(id) {
  pendingDestroys.push(id);
  if (pendingDestroys.length === 1) {
    setImmediate(() => {
      for (const one of pendingDestroys.splice(0)) dispatch('destroy', one);
    }).unref();
  }
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
    enabled.add(this);
    setHooks(true, dispatch);
    return this;
  }
  disable() {
    enabled.delete(this);
    if (enabled.size === 0) setHooks(false, undefined);
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
