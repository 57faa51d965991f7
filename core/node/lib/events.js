'use strict';
// events: EventEmitter and the functions around it (https://nodejs.org/api/events.html; node-semantics §8).
//
// `emit` and the adding and removing of listeners are what programs do all the time. They keep Node's own layout: one
// function or an array of functions a name in `_events`, so that what inspect shows is what Node shows.

const { invalidArgType, nodeError, inspect, emitBegin, emitEnd, enhanceStackSymbol, nodeMajor } = internal;

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');

let defaultMaxListeners = 10;

function checkListener(listener) {
  if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener); //@ 20 275:3 24 266:3
}

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function(options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
    if (nodeMajor >= 20) {
      this._maxListeners = this._maxListeners || undefined;
      this[kShapeMode] = false;
    } else {
      this._maxListeners = this._maxListeners || undefined;
    }
  } else {
    this._maxListeners = this._maxListeners || undefined;
    if (nodeMajor >= 20) this[kShapeMode] = true;
  }
  if (nodeMajor >= 12 && options && options.captureRejections) {
    if (typeof options.captureRejections !== 'boolean')
      throw invalidArgType('options.captureRejections', 'of type boolean', options.captureRejections);
    this[kCapture] = Boolean(options.captureRejections);
  } else if (nodeMajor >= 14) {
    this[kCapture] = EventEmitter.prototype[kCapture];
  }
};

Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

function maxListenersOf(emitter) {
  return emitter._maxListeners === undefined ? EventEmitter.defaultMaxListeners : emitter._maxListeners;
}

function checkCount(name, n) {
  if (typeof n !== 'number' || n < 0 || Number.isNaN(n))
    throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. ${nodeMajor >= 20 ? 'It must be >= 0' : 'It must be a non-negative number'}. Received ${inspect(n)}`);
}

EventEmitter.prototype.setMaxListeners = function setMaxListeners(n) {
  checkCount(nodeMajor >= 20 ? 'setMaxListeners' : 'n', n); //@ 20 420:3 24 405:3
  this._maxListeners = n;
  return this;
};
EventEmitter.prototype.getMaxListeners = function getMaxListeners() {
  return maxListenersOf(this);
};

// A promise that a listener returned and that is rejected becomes an 'error' event on a tick.
function watchRejection(emitter, promise, type, args) {
  try {
    const then = promise.then;
    if (typeof then === 'function')
      then.call(promise, undefined, (error) => process.nextTick(reportRejection, emitter, error, type, args));
  } catch (error) {
    emitter.emit('error', error);
  }
}

function reportRejection(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
  } else {
    // An error in the 'error' listener must not come back here.
    const before = emitter[kCapture];
    try {
      emitter[kCapture] = false;
      emitter.emit('error', error);
    } finally {
      emitter[kCapture] = before;
    }
  }
}

// An unheard error ends the process, as a rule: then its text also says where it was emitted. The fatal printer calls
// what is under this symbol.
function noteEmitSite(emitter, error) {
  try {
    const site = {};
    Error.captureStackTrace(site, EventEmitter.prototype.emit);
    Object.defineProperty(error, enhanceStackSymbol, { value: () => withEmitSite(emitter, error, site), configurable: true });
  } catch {} // frozen, or a proxy
}
function withEmitSite(emitter, error, site) {
  let instance = '';
  try {
    const { name } = emitter.constructor;
    if (name !== 'EventEmitter') instance = ` on ${name} instance`;
  } catch {}
  const original = error.stack.split('\n').slice(1);
  const frames = site.stack.split('\n').slice(1);
  // Before 22, a tail of more than three lines that the error's own stack has too is said once.
  for (let i = 0; nodeMajor < 22 && i < frames.length - 3; i++) {
    const at = original.indexOf(frames[i]);
    if (at < 0) continue;
    let length = 0;
    while (i + length < frames.length && frames[i + length] === original[at + length]) length++;
    if (length > 3) {
      frames.splice(i + 1, length - 2, '    [... lines matching original stack trace ...]');
      break;
    }
  }
  return `${error.stack}\nEmitted 'error' event${instance} at:\n${frames.join('\n')}`;
}

// What stands for a thrown value that is no error.
function getUnhandledErrorException(value) {
  let shown;
  try {
    shown = inspect(value);
  } catch {
    shown = value;
  }
  const unheard = nodeError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`); //@ 22 477:15
  unheard.context = value;
  return unheard;
}

function throwUnheardError(emitter, args) {
  const error = args[0];
  if (error instanceof Error) {
    noteEmitSite(emitter, error);
    throw error; //@ throw 20 502:7 24 505:5 throw er; // Unhandled 'error' event
  }
  const unheard = getUnhandledErrorException(error);
  if (nodeMajor >= 22) throw unheard; //@ throw 24 505:5 throw er; // Unhandled 'error' event
  throw unheard; //@ throw 20 515:5 throw err; // Unhandled 'error' event
}

// The arguments beyond the type are passed on as they lie on the stack: no array is made of them ($rest makes one).
EventEmitter.prototype.emit = function emit(type) {
  const events = this._events;
  if (type === 'error') {
    if (events !== undefined && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...$rest());
    if (events === undefined || events.error === undefined) throwUnheardError(this, $rest()); //@ 20 513:17 24 502:16
  } else if (events === undefined) {
    return false;
  }
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    $note(emitBegin, type, 1);
    const result = $callWithRest(handler, this); //@ 20 524:28 24 514:28
    if (result !== undefined && result !== null && this[kCapture]) watchRejection(this, result, type, $rest());
  } else {
    const listeners = handler.slice();
    const count = listeners.length;
    $note(emitBegin, type, count);
    for (let i = 0; i < count; ++i) {
      const result = $callWithRest(listeners[i], this); //@ 20 536:35 24 526:24
      if (result !== undefined && result !== null && this[kCapture]) watchRejection(this, result, type, $rest());
    }
  }
  $note(emitEnd);
  return true;
};

function _addListener(target, type, listener, prepend) {
  if (typeof listener !== 'function') checkListener(listener); //@ 20 557:3 24 550:3
  let events = target._events;
  let existing;
  if (events === undefined) {
    events = target._events = Object.create(null);
    target._eventsCount = 0;
  } else {
    // Told before the listener is in the list, so that a listener of 'newListener' comes first.
    if (events.newListener !== undefined) {
      target.emit('newListener', type, listener.listener ?? listener);
      events = target._events;
    }
    existing = events[type];
  }
  if (existing === undefined) {
    events[type] = listener;
    ++target._eventsCount;
    return target;
  }
  if (typeof existing === 'function') existing = events[type] = prepend ? [listener, existing] : [existing, listener];
  else if (prepend) existing.unshift(listener);
  else existing.push(listener);
  const most = maxListenersOf(target);
  if (most > 0 && existing.length > most && !existing.warned) {
    existing.warned = true;
    warnTooMany(target, type, existing.length, most);
  }
  return target;
}

function warnTooMany(target, type, count, most) {
  const shown = nodeMajor >= 12 ? inspect(target, { depth: -1 }) : 'EventEmitter';
  const limit = nodeMajor >= 20 ? `MaxListeners is ${most}. ` : '';
  const warning = new Error(`Possible EventEmitter memory leak detected. ${count} ${String(type)} listeners added to ${shown}. ` +
    `${limit}Use emitter.setMaxListeners() to increase limit`);
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = target;
  warning.type = type;
  warning.count = count;
  process.emitWarning(warning);
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return _addListener(this, type, listener, false); //@ 20 616:10
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.prependListener = function prependListener(type, listener) {
  return _addListener(this, type, listener, true); //@ 20 630:14
};

function onceWrapper() {
  if (this.fired) return undefined;
  this.target.removeListener(this.type, this.wrapFn);
  this.fired = true;
  return this.listener.apply(this.target, arguments); //@ 20 638:28 24 639:12
}
function wrapOnce(target, type, listener) {
  const state = { fired: false, wrapFn: undefined, target, type, listener };
  const wrapped = onceWrapper.bind(state);
  wrapped.listener = listener;
  state.wrapFn = wrapped;
  return wrapped;
}
EventEmitter.prototype.once = function once(type, listener) {
  if (typeof listener !== 'function') checkListener(listener); //@ 20 658:3 24 652:3
  this.on(type, wrapOnce(this, type, listener));
  return this;
};
EventEmitter.prototype.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener); //@ 20 673:7 24 667:7
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  if (typeof listener !== 'function') checkListener(listener); //@ 20 687:7 24 681:7
  const events = this._events;
  if (events === undefined) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    this._eventsCount -= 1;
    if (this[kShapeMode]) {
      events[type] = undefined;
    } else if (this._eventsCount === 0) {
      this._events = Object.create(null);
    } else {
      delete events[type];
      if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
    }
  } else if (typeof list !== 'function') {
    let position = -1;
    for (let i = list.length - 1; i >= 0; i--) { // the most recently added one
      if (list[i] === listener || list[i].listener === listener) {
        position = i;
        break;
      }
    }
    if (position < 0) return this;
    if (position === 0) list.shift();
    else list.splice(position, 1);
    if (list.length === 1) events[type] = list[0];
    if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  }
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  if (events.removeListener === undefined) { // nobody wants to be told
    if (arguments.length === 0) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      if (--this._eventsCount === 0) this._events = Object.create(null);
      else delete events[type];
    }
    if (nodeMajor >= 20) this[kShapeMode] = false;
    return this;
  }
  if (arguments.length === 0) {
    for (const key of Reflect.ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = Object.create(null);
    this._eventsCount = 0;
    if (nodeMajor >= 20) this[kShapeMode] = false;
    return this;
  }
  const listeners = events[type];
  if (typeof listeners === 'function') {
    this.removeListener(type, listeners);
  } else if (listeners !== undefined) {
    for (let i = listeners.length - 1; i >= 0; i--) this.removeListener(type, listeners[i]); // last in, first out
  }
  return this;
};

function listenersOf(target, type, unwrap) {
  const events = target._events;
  if (events === undefined) return [];
  const list = events[type];
  if (list === undefined) return [];
  if (typeof list === 'function') return unwrap ? [list.listener || list] : [list];
  return unwrap ? list.map((l) => l.listener || l) : list.slice();
}
EventEmitter.prototype.listeners = function listeners(type) {
  return listenersOf(this, type, true);
};
EventEmitter.prototype.rawListeners = function rawListeners(type) {
  return listenersOf(this, type, false);
};
function listenerCount(type, listener) {
  const events = this._events;
  if (events === undefined) return 0;
  const list = events[type];
  if (typeof list === 'function') {
    if (listener != null) return listener === list || listener === list.listener ? 1 : 0;
    return 1;
  }
  if (list === undefined) return 0;
  if (listener != null) return list.filter((l) => l === listener || l.listener === listener).length;
  return list.length;
}
EventEmitter.prototype.listenerCount = listenerCount;
EventEmitter.prototype.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

// --- functions of the module ---

function abortError(signal) {
  const error = new Error('The operation was aborted', signal && signal.reason !== undefined ? { cause: signal.reason } : undefined);
  error.code = 'ABORT_ERR';
  error.name = 'AbortError';
  return error;
}

function onceOf(emitter, name, options) {
  const signal = options ? options.signal : undefined;
  if (signal && signal.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      remove(emitter, name, resolver);
      if (signal) signal.removeEventListener('abort', onAbort);
      reject(error);
    };
    const resolver = (...args) => {
      remove(emitter, 'error', onError);
      if (signal) signal.removeEventListener('abort', onAbort);
      resolve(args);
    };
    const onAbort = () => {
      remove(emitter, name, resolver);
      remove(emitter, 'error', onError);
      reject(abortError(signal));
    };
    listen(emitter, name, resolver, { once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal) signal.addEventListener('abort', onAbort, { once: true });
  });
}
// An async function since 14, which costs jobs of its own.
EventEmitter.once = nodeMajor >= 14
  ? async function once(emitter, name, options = {}) { return onceOf(emitter, name, options); }
  : function once(emitter, name) { return onceOf(emitter, name, undefined); };

function listen(emitter, name, listener, options) {
  if (typeof emitter.on === 'function') {
    if (options && options.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, options);
  } else {
    throw invalidArgType('emitter', 'an instance of EventEmitter', emitter);
  }
}
function remove(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else if (typeof emitter.removeEventListener === 'function') emitter.removeEventListener(name, listener);
}

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

EventEmitter.on = function on(emitter, name, options = {}) {
  const signal = options ? options.signal : undefined;
  if (signal && signal.aborted) throw abortError(signal);
  const values = [];   // events nobody has asked for yet
  const waiting = [];  // promises of next() without an event
  let error = null;
  let finished = false;
  const iterator = Object.setPrototypeOf({
    next() {
      if (values.length > 0) return Promise.resolve({ value: values.shift(), done: false });
      if (error) {
        const rejected = Promise.reject(error);
        error = null;
        return rejected;
      }
      if (finished) return close();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      return close();
    },
    throw(reason) {
      if (!(reason instanceof Error)) throw invalidArgType('EventEmitter.AsyncIterator', 'an instance of Error', reason);
      fail(reason);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  }, AsyncIteratorPrototype);
  const onEvent = (...args) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else values.push(args);
  };
  const onAbort = () => fail(abortError(signal));
  const ends = options && options.close ? options.close : [];
  const onClose = () => { close(); };
  function fail(reason) {
    const next = waiting.shift();
    if (next) next.reject(reason);
    else error = reason;
    close();
  }
  function close() {
    remove(emitter, name, onEvent);
    remove(emitter, 'error', fail);
    for (const end of ends) remove(emitter, end, onClose);
    if (signal) signal.removeEventListener('abort', onAbort);
    finished = true;
    for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }
  listen(emitter, name, onEvent);
  if (name !== 'error' && typeof emitter.on === 'function') emitter.on('error', fail);
  for (const end of ends) listen(emitter, end, onClose);
  if (signal) signal.addEventListener('abort', onAbort, { once: true });
  return iterator;
};

const isTarget = (value) => value !== null && typeof value === 'object' && value instanceof require('internal/event_target').EventTarget;

EventEmitter.listenerCount = (emitter, type) =>
  typeof emitter.listenerCount === 'function' ? emitter.listenerCount(type) : listenerCount.call(emitter, type);
EventEmitter.getEventListeners = (emitter, type) => {
  if (typeof emitter?.listeners === 'function') return emitter.listeners(type);
  if (isTarget(emitter)) return require('internal/event_target').listenersOf(emitter, type);
  throw invalidArgType('emitter', 'an instance of EventEmitter or EventTarget', emitter);
};
EventEmitter.getMaxListeners = (emitter) => {
  if (typeof emitter?.getMaxListeners === 'function') return emitter.getMaxListeners();
  if (isTarget(emitter)) return require('internal/event_target').maxListenersOf(emitter);
  throw invalidArgType('emitter', 'an instance of EventEmitter or EventTarget', emitter);
};
EventEmitter.setMaxListeners = (n = defaultMaxListeners, ...targets) => {
  checkCount(nodeMajor >= 20 ? 'setMaxListeners' : 'n', n);
  if (targets.length === 0) defaultMaxListeners = n;
  for (const target of targets) {
    if (isTarget(target)) require('internal/event_target').setMaxListenersOf(target, n);
    else if (typeof target?.setMaxListeners === 'function') target.setMaxListeners(n);
    else throw invalidArgType('eventTargets', 'an instance of EventEmitter or EventTarget', target);
  }
};
EventEmitter.addAbortListener = (signal, listener) => {
  if (signal.aborted) queueMicrotask(() => listener());
  else signal.addEventListener('abort', listener, { once: true });
  return { [Symbol.dispose]() { signal.removeEventListener('abort', listener); } };
};

Object.defineProperties(EventEmitter, {
  defaultMaxListeners: {
    enumerable: true,
    get() { return defaultMaxListeners; },
    set(n) {
      checkCount('defaultMaxListeners', n);
      defaultMaxListeners = n;
    },
  },
  captureRejections: {
    enumerable: true,
    configurable: nodeMajor < 12, // to be taken away below
    get() { return EventEmitter.prototype[kCapture]; },
    set(value) {
      if (typeof value !== 'boolean') throw invalidArgType('EventEmitter.captureRejections', 'of type boolean', value);
      EventEmitter.prototype[kCapture] = value;
    },
  },
});
EventEmitter.errorMonitor = kErrorMonitor;
EventEmitter.captureRejectionSymbol = kRejection;
EventEmitter.usingDomains = false;
Object.defineProperty(EventEmitter, 'EventEmitterAsyncResource', { configurable: true, enumerable: true, get: () => require('internal/event_emitter_async_resource') });
EventEmitter.EventEmitter = EventEmitter;

// What came after Node 10, by the version that brought it (asked of the binaries).
const since = {
  12: ['on', 'captureRejectionSymbol', 'captureRejections', 'errorMonitor'],
  14: ['getEventListeners', 'setMaxListeners'],
  18: ['addAbortListener', 'getMaxListeners'],
};
for (const major of Object.keys(since)) if (nodeMajor < major) for (const name of since[major]) delete EventEmitter[name];

$note(internal.emitterFunctions, EventEmitter, _addListener, wrapOnce, onceWrapper, maxListenersOf, kShapeMode);

module.exports = EventEmitter;
