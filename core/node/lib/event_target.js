'use strict';
// EventTarget, Event, CustomEvent, AbortController and AbortSignal (https://nodejs.org/api/events.html, globals).
const { invalidArgType, nodeError, inspect, nodeMajor } = internal;

const kTarget = Symbol('kTarget');
const kListeners = Symbol('kListeners');
const kStop = Symbol('kStop');
const kDispatching = Symbol('kDispatching');

class Event {
  #cancelable; #bubbles; #composed; #defaultPrevented = false; #timeStamp = performanceNow(); #type;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function')
      throw invalidArgType('options', 'of type object', options);
    this.#type = `${type}`;
    this.#bubbles = !!options?.bubbles;
    this.#cancelable = !!options?.cancelable;
    this.#composed = !!options?.composed;
    this[kTarget] = null;
    this[kStop] = false;
    this[kDispatching] = false;
    for (const key of [kTarget, kStop, kDispatching]) Object.defineProperty(this, key, { enumerable: false });
  }
  get type() { return this.#type; }
  get target() { return this[kTarget]; }
  get currentTarget() { return this[kDispatching] ? this[kTarget] : null; }
  get srcElement() { return this[kTarget]; }
  get bubbles() { return this.#bubbles; }
  get cancelable() { return this.#cancelable; }
  get composed() { return this.#composed; }
  get defaultPrevented() { return this.#cancelable && this.#defaultPrevented; }
  get returnValue() { return !this.#cancelable || !this.#defaultPrevented; }
  get timeStamp() { return this.#timeStamp; }
  get eventPhase() { return this[kDispatching] ? 2 : 0; }
  get isTrusted() { return false; }
  get cancelBubble() { return this[kStop]; }
  composedPath() { return this[kDispatching] ? [this[kTarget]] : []; }
  preventDefault() { this.#defaultPrevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this[kStop] = true; }
  static NONE = 0;
  static CAPTURING_PHASE = 1;
  static AT_TARGET = 2;
  static BUBBLING_PHASE = 3;
}
Object.defineProperty(Event.prototype, Symbol.toStringTag, { value: 'Event', configurable: true });

class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() { return this.#detail; }
}
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, { value: 'CustomEvent', configurable: true });

function performanceNow() {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

class EventTarget {
  constructor() {
    Object.defineProperty(this, kListeners, { value: new Map(), writable: true });
  }
  addEventListener(type, listener, options = undefined) {
    if (arguments.length < 2) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const once = typeof options === 'object' && options !== null && !!options.once;
    const capture = typeof options === 'boolean' ? options : !!options?.capture;
    const signal = options?.signal;
    if (listener === null || listener === undefined) {
      const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
      warning.name = 'AddEventListenerArgumentTypeWarning';
      warning.target = this;
      warning.type = type;
      process.emitWarning(warning);
      return;
    }
    if (typeof listener !== 'function' && typeof listener !== 'object') throw invalidArgType('listener', 'an instance of EventListener', listener);
    if (signal) {
      if (signal.aborted) return;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, options), { once: true });
    }
    type = `${type}`;
    let list = this[kListeners].get(type);
    if (list === undefined) this[kListeners].set(type, list = []);
    if (list.some((entry) => entry.listener === listener && entry.capture === capture)) return;
    list.push({ listener, capture, once, removed: false });
  }
  removeEventListener(type, listener, options = undefined) {
    const capture = typeof options === 'boolean' ? options : !!options?.capture;
    const list = this[kListeners].get(`${type}`);
    if (list === undefined) return;
    const at = list.findIndex((entry) => entry.listener === listener && entry.capture === capture);
    if (at < 0) return;
    list[at].removed = true;
    list.splice(at, 1);
  }
  dispatchEvent(event) {
    if (!(event instanceof Event)) throw invalidArgType('event', 'an instance of Event', event);
    if (event[kDispatching]) throw nodeError(Error, 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
    event[kTarget] = this;
    event[kDispatching] = true;
    for (const entry of [...(this[kListeners].get(event.type) ?? [])]) {
      if (entry.removed) continue;
      if (entry.once) this.removeEventListener(event.type, entry.listener, entry.capture);
      try {
        const result = typeof entry.listener === 'function' ? entry.listener.call(this, event) : entry.listener.handleEvent?.(event); //@ 20 831:20 24 848:20
        // What a listener throws, or a promise that it returns is rejected with, is an uncaught exception of a later tick.
        if (result !== undefined && result !== null && typeof result.then === 'function')
          result.then(undefined, (error) => process.nextTick(() => { throw error; }));
      } catch (error) {
        process.nextTick(() => { throw error; });
      }
      if (event[kStop]) break;
    }
    event[kDispatching] = false;
    return !event.defaultPrevented;
  }
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) Object.defineProperty(EventTarget.prototype, name, { enumerable: true });

// --- abort ---

class DOMException extends Error {
  #name; #code; #message;
  constructor(message = '', options = 'Error') {
    super();
    this.#message = `${message}`;
    this.#name = typeof options === 'object' && options !== null ? `${options.name ?? 'Error'}` : `${options}`;
    if (typeof options === 'object' && options !== null && 'cause' in options) Object.defineProperty(this, 'cause', { value: options.cause, configurable: true, writable: true });
    this.#code = { IndexSizeError: 1, InvalidCharacterError: 5, NotFoundError: 8, NotSupportedError: 9, InvalidStateError: 11, SyntaxError: 12, InvalidAccessError: 15,
      TimeoutError: 23, AbortError: 20, DataCloneError: 25, NetworkError: 19, QuotaExceededError: 22 }[this.#name] ?? 0;
    const text = this.stack;
    const head = text.indexOf('\n');
    Object.defineProperty(this, 'stack', { value: `${this.#name}${message ? `: ${message}` : ''}${head < 0 ? '' : text.slice(head)}`, configurable: true, writable: true, enumerable: false });
  }
  get name() { return this.#name; }
  get message() { return this.#message; }
  get code() { return this.#code; }
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });

let making = false;
class AbortSignal extends EventTarget {
  #aborted = false; #reason = undefined; #onabort = null; #dependents = [];
  constructor() {
    if (!making) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }
  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }
  get onabort() { return this.#onabort; }
  set onabort(listener) {
    if (this.#onabort) this.removeEventListener('abort', this.#onabort);
    this.#onabort = typeof listener === 'function' ? listener : null;
    if (this.#onabort) this.addEventListener('abort', this.#onabort);
  }
  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }
  static #make() {
    making = true;
    try {
      return new AbortSignal();
    } finally {
      making = false;
    }
  }
  static make() { return AbortSignal.#make(); } // both leave the class below: only this file may
  static trigger(signal, reason) {
    if (signal.#aborted) return;
    signal.#aborted = true;
    signal.#reason = reason;
    const dependents = signal.#dependents.splice(0);
    signal.dispatchEvent(new Event('abort'));
    for (const dependent of dependents) AbortSignal.trigger(dependent, reason);
  }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = AbortSignal.#make();
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }
  static timeout(delay) {
    const signal = AbortSignal.#make();
    setTimeout(() => AbortSignal.trigger(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay).unref();
    return signal;
  }
  static any(signals) {
    const signal = AbortSignal.#make();
    for (const source of signals) {
      if (source.aborted) {
        signal.#aborted = true;
        signal.#reason = source.reason;
        return signal;
      }
    }
    for (const source of signals) source.#dependents.push(signal);
    return signal;
  }
}
const { make, trigger } = AbortSignal;
delete AbortSignal.make;
delete AbortSignal.trigger;
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { value: 'AbortSignal', configurable: true });
AbortSignal.prototype[Symbol.for('nodejs.util.inspect.custom')] = function(depth, options) {
  if (depth < 0) return this;
  return `AbortSignal ${inspect({ aborted: this.aborted }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
};
Object.defineProperty(AbortSignal.prototype, Symbol.for('nodejs.util.inspect.custom'), { enumerable: false });

class AbortController {
  #signal;
  get signal() { return this.#signal ??= make(); }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    trigger(this.signal, reason);
  }
}
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { value: 'AbortController', configurable: true });
AbortController.prototype[Symbol.for('nodejs.util.inspect.custom')] = function(depth, options) {
  if (depth < 0) return this;
  return `AbortController ${inspect({ signal: this.signal }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
};
Object.defineProperty(AbortController.prototype, Symbol.for('nodejs.util.inspect.custom'), { enumerable: false });

module.exports = { Event, EventTarget, AbortController, AbortSignal, DOMException };
if (nodeMajor >= 20) module.exports.CustomEvent = CustomEvent;
