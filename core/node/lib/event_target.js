'use strict';
// EventTarget, Event, CustomEvent, AbortController and AbortSignal (https://nodejs.org/api/events.html, globals).
const { invalidArgType, nodeError, inspect, nodeMajor } = internal;

const kTarget = Symbol('kTarget');
const kListeners = Symbol('kListeners');
const kStop = Symbol('kStop');
const kDispatching = Symbol('kDispatching');
const kMaxListeners = Symbol('kMaxListeners');
const kWarned = Symbol('kWarned');
// Signals have as many listeners as there are operations: no leak.
const isSignalClass = (Type) => Type === AbortSignal;

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
Object.defineProperty(Event.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  configurable: true, writable: true,
  value(depth, options) {
    if (depth < 0) return this.constructor.name;
    const { type, defaultPrevented, cancelable, timeStamp } = this;
    return `${this.constructor.name} ${inspect({ type, defaultPrevented, cancelable, timeStamp }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  },
});

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
    Object.defineProperties(this, {
      [kListeners]: { value: new Map(), writable: true },
      [kMaxListeners]: { value: isSignalClass(new.target) ? 0 : require('events').defaultMaxListeners, writable: true },
      [kWarned]: { value: new Set() },
    });
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
    const most = this[kMaxListeners];
    if (most > 0 && list.length > most && !this[kWarned].has(type)) {
      this[kWarned].add(type);
      const warning = new Error(`Possible EventTarget memory leak detected. ${list.length} ${type} listeners added to ${inspect(this, { depth: -1 })}. ` +
        `${nodeMajor >= 20 ? `MaxListeners is ${most}. ` : ''}Use events.setMaxListeners() to increase limit`);
      warning.name = 'MaxListenersExceededWarning';
      warning.target = this;
      warning.type = type;
      warning.count = list.length;
      process.emitWarning(warning);
    }
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
Object.defineProperty(EventTarget.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  configurable: true, writable: true,
  value(depth, options) {
    if (depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${inspect({}, options)}`;
  },
});
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) Object.defineProperty(EventTarget.prototype, name, { enumerable: true });

// --- abort ---

// Names with the codes of old, in the order of the constants.
const kCodes = [
  ['IndexSizeError', 'INDEX_SIZE_ERR'], [, 'DOMSTRING_SIZE_ERR'], ['HierarchyRequestError', 'HIERARCHY_REQUEST_ERR'], ['WrongDocumentError', 'WRONG_DOCUMENT_ERR'],
  ['InvalidCharacterError', 'INVALID_CHARACTER_ERR'], [, 'NO_DATA_ALLOWED_ERR'], ['NoModificationAllowedError', 'NO_MODIFICATION_ALLOWED_ERR'],
  ['NotFoundError', 'NOT_FOUND_ERR'], ['NotSupportedError', 'NOT_SUPPORTED_ERR'], ['InUseAttributeError', 'INUSE_ATTRIBUTE_ERR'],
  ['InvalidStateError', 'INVALID_STATE_ERR'], ['SyntaxError', 'SYNTAX_ERR'], ['InvalidModificationError', 'INVALID_MODIFICATION_ERR'],
  ['NamespaceError', 'NAMESPACE_ERR'], ['InvalidAccessError', 'INVALID_ACCESS_ERR'], [, 'VALIDATION_ERR'], ['TypeMismatchError', 'TYPE_MISMATCH_ERR'],
  ['SecurityError', 'SECURITY_ERR'], ['NetworkError', 'NETWORK_ERR'], ['AbortError', 'ABORT_ERR'], ['URLMismatchError', 'URL_MISMATCH_ERR'],
  ['QuotaExceededError', 'QUOTA_EXCEEDED_ERR'], ['TimeoutError', 'TIMEOUT_ERR'], ['InvalidNodeTypeError', 'INVALID_NODE_TYPE_ERR'], ['DataCloneError', 'DATA_CLONE_ERR'],
];
const codeOfName = new Map(kCodes.map(([name], i) => [name, i + 1]).filter(([name]) => name));

class DOMException extends Error {
  #name; #code; #message;
  constructor(message = '', options = 'Error') {
    super();
    this.#message = `${message}`;
    const isObject = typeof options === 'object' && options !== null;
    this.#name = isObject ? `${options.name ?? 'Error'}` : `${options}`;
    if (isObject && 'cause' in options) Object.defineProperty(this, 'cause', { value: options.cause, configurable: true, writable: true });
    this.#code = codeOfName.get(this.#name) ?? 0;
    const text = this.stack;
    const head = text.indexOf('\n');
    Object.defineProperty(this, 'stack', { value: `${this.#name}${message ? `: ${message}` : ''}${head < 0 ? '' : text.slice(head)}`, configurable: true, writable: true, enumerable: false });
  }
  get name() { return this.#name; }
  get message() { return this.#message; }
  get code() { return this.#code; }
}
kCodes.forEach(([, constant], i) => {
  for (const object of [DOMException, DOMException.prototype]) Object.defineProperty(object, constant, { value: i + 1, enumerable: true });
});
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });

let making = false;
let trigger; // of a signal, with a reason
class AbortSignal extends EventTarget {
  #aborted = false; #reason = undefined; #onabort = null; #dependents = [];
  constructor() {
    if (!making) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }
  static {
    // All that depend on it are aborted before any of them is told.
    trigger = (signal, reason) => {
      if (signal.#aborted) return;
      const affected = [];
      const mark = (one) => {
        if (one.#aborted) return;
        one.#aborted = true;
        one.#reason = reason;
        affected.push(one);
        one.#dependents.splice(0).forEach(mark);
      };
      mark(signal);
      for (const one of affected) one.dispatchEvent(new Event('abort'));
    };
  }
  get aborted() {
    checkSignal(this);
    return this.#aborted;
  }
  get reason() {
    checkSignal(this);
    return this.#reason;
  }
  get onabort() { return this.#onabort; }
  set onabort(listener) {
    if (this.#onabort) this.removeEventListener('abort', this.#onabort);
    this.#onabort = typeof listener === 'function' ? listener : null;
    if (this.#onabort) this.addEventListener('abort', this.#onabort);
  }
  throwIfAborted() {
    checkSignal(this);
    if (this.#aborted) throw this.#reason;
  }
  static isSignal(value) { return typeof value === 'object' && value !== null && #aborted in value; }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = makeSignal();
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }
  static timeout(delay) {
    if (typeof delay !== 'number') throw invalidArgType('delay', 'of type number', delay);
    if (!Number.isInteger(delay) || delay < 0 || delay > 4294967295)
      throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "delay" is out of range. It must be ${Number.isInteger(delay) ? '>= 0 && <= 4294967295' : 'an integer'}. Received ${inspect(delay)}`);
    const signal = makeSignal();
    setTimeout(() => trigger(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay).unref();
    return signal;
  }
  static any(signals) {
    const web = nodeMajor >= 22; // later versions say it in the words of the Web
    const wrong = (message) => Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
    if (web ? typeof signals?.[Symbol.iterator] !== 'function' : !Array.isArray(signals))
      throw web ? wrong('signals cannot be converted to sequence.') : invalidArgType('signals', 'an instance of Array', signals);
    const sources = [...signals];
    sources.forEach((source, i) => {
      if (!isSignal(source)) throw web ? wrong(`signals[${i}] is not of type AbortSignal.`) : invalidArgType(`signals[${i}]`, 'an instance of AbortSignal', source);
    });
    const already = sources.find((source) => source.aborted);
    if (already) return AbortSignal.abort(already.reason);
    const signal = makeSignal();
    for (const source of sources) source.#dependents.push(signal);
    return signal;
  }
}
const { isSignal } = AbortSignal;
delete AbortSignal.isSignal;
function checkSignal(signal) {
  if (!isSignal(signal)) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type AbortSignal');
}
function makeSignal() {
  making = true;
  try {
    return new AbortSignal();
  } finally {
    making = false;
  }
}
if (nodeMajor < 20) delete AbortSignal.any;
if (nodeMajor < 17) delete AbortSignal.timeout;
for (const name of ['aborted', 'reason', 'throwIfAborted', 'onabort']) Object.defineProperty(AbortSignal.prototype, name, { enumerable: true });
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { value: 'AbortSignal', configurable: true });
AbortSignal.prototype[Symbol.for('nodejs.util.inspect.custom')] = function(depth, options) {
  if (depth < 0) return this;
  return `AbortSignal ${inspect({ aborted: this.aborted }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
};
Object.defineProperty(AbortSignal.prototype, Symbol.for('nodejs.util.inspect.custom'), { enumerable: false });

class AbortController {
  #signal;
  get signal() { return this.#signal ??= makeSignal(); }
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

// For events.getEventListeners, getMaxListeners and setMaxListeners.
const listenersOf = (target, type) => (target[kListeners].get(`${type}`) ?? []).map((entry) => entry.listener);
const maxListenersOf = (target) => target[kMaxListeners];
const setMaxListenersOf = (target, n) => { target[kMaxListeners] = n; };

module.exports = { Event, EventTarget, AbortController, AbortSignal, DOMException, isSignal, listenersOf, maxListenersOf, setMaxListenersOf };
if (nodeMajor >= 20) module.exports.CustomEvent = CustomEvent;
