'use strict';
// structuredClone (https://html.spec.whatwg.org/multipage/structured-data.html), with what V8's serialiser does of its own.
const { kindOf, describe, detach, nodeError, nodeMajor } = internal;
const { hasOwn } = require('internal/language');
const { DOMException } = require('internal/event_target');

const kErrors = { __proto__: null, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const kTypedArrayTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

function failure(message) { return new DOMException(message, 'DataCloneError'); }
function notCloneable(value) { return failure(`${describe(value)} could not be cloned.`); }

// `memory`: what was cloned already, so that identities and circles stay as they are.
function clone(value, memory) {
  const kind = kindOf(value);
  if (kind === 'primitive') return value;
  if (memory.has(value)) return memory.get(value);
  const cloner = cloners[kind];
  if (cloner === undefined) throw notCloneable(value);
  return cloner(value, memory);
}
function remember(value, copy, memory) {
  memory.set(value, copy);
  return copy;
}
function copyProperties(from, to, memory) {
  for (const key of Object.keys(from)) {
    if (!hasOwn(from, key)) continue; // a getter took it away
    Object.defineProperty(to, key, { value: clone(from[key], memory), writable: true, enumerable: true, configurable: true });
  }
  return to;
}
function copyBuffer(buffer) {
  if (buffer.detached ?? isDetached(buffer)) throw failure('An ArrayBuffer is detached and could not be cloned.');
  const copy = buffer.resizable ? new ArrayBuffer(buffer.byteLength, { maxByteLength: buffer.maxByteLength }) : new ArrayBuffer(buffer.byteLength);
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return copy;
}
function isDetached(buffer) {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
// Of a view that follows its buffer's length, the copy does too.
function copyView(View, view, length, tracking, memory) {
  const buffer = clone(view.buffer, memory);
  return remember(view, tracking ? new View(buffer, view.byteOffset) : new View(buffer, view.byteOffset, length), memory);
}

const cloners = {
  __proto__: null,
  object: (value, memory) => copyProperties(value, remember(value, {}, memory), memory),
  array: (value, memory) => copyProperties(value, remember(value, new Array(value.length), memory), memory),
  date: (value, memory) => remember(value, new Date(Date.prototype.getTime.call(value)), memory),
  regexp: (value, memory) => remember(value, new RegExp(value.source, value.flags), memory),
  boxed: (value, memory) => remember(value, Object(value.valueOf()), memory),
  map(value, memory) {
    const copy = remember(value, new Map(), memory);
    for (const [key, item] of [...Map.prototype.entries.call(value)]) copy.set(clone(key, memory), clone(item, memory));
    return copy;
  },
  set(value, memory) {
    const copy = remember(value, new Set(), memory);
    for (const item of [...Set.prototype.values.call(value)]) copy.add(clone(item, memory));
    return copy;
  },
  buffer: (value, memory) => remember(value, copyBuffer(value), memory),
  shared: (value, memory) => remember(value, value, memory),
  typed(value, memory) {
    const View = globalThis[kTypedArrayTag.call(value)];
    return copyView(View, value, value.length, isTracking(value), memory);
  },
  view: (value, memory) => copyView(DataView, value, value.byteLength, isTracking(value), memory),
  error(value, memory) {
    if (value instanceof DOMException) {
      if (nodeMajor < 24) return remember(value, {}, memory);
      const copy = remember(value, new DOMException(value.message, value.name), memory);
      copy.stack = value.stack;
      return copy;
    }
    const Class = kErrors[`${value.name}`] ?? Error;
    const message = Object.getOwnPropertyDescriptor(value, 'message');
    const copy = remember(value, message && 'value' in message ? new Class(`${message.value}`) : new Class(), memory);
    const stack = value.stack;
    copy.stack = typeof stack === 'string' ? stack : undefined;
    if (hasOwn(value, 'cause')) Object.defineProperty(copy, 'cause', { value: clone(value.cause, memory), writable: true, configurable: true });
    return copy;
  },
};

// Whether a view has no length of its own: then it reaches to the end of a buffer that can be resized.
function isTracking(view) {
  const { buffer } = view;
  if (!buffer.resizable && !buffer.growable) return false;
  return view.byteOffset + view.byteLength + (view.BYTES_PER_ELEMENT ?? 1) > buffer.byteLength;
}

function argumentError(old, now) { return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', nodeMajor < 22 ? old : `Failed to execute 'structuredClone': ${now}`); }

function transferList(options) {
  if (options === undefined || options === null) return [];
  if (typeof options !== 'object' && typeof options !== 'function')
    throw argumentError('The options argument must be either an object or undefined', 'Options cannot be converted to a dictionary');
  const { transfer } = options;
  if (transfer === undefined || (transfer === null && nodeMajor < 22)) return [];
  if (transfer === null || typeof transfer !== 'object' || typeof transfer[Symbol.iterator] !== 'function')
    throw argumentError('Optional transferList argument must be an iterable', 'transfer in Options cannot be converted to sequence.');
  return [...transfer];
}

function structuredClone(given, value, options) {
  if (given === 0) {
    const text = nodeMajor < 20 ? 'The "value" argument must be specified' : 'The value argument must be specified';
    throw nodeError(TypeError, 'ERR_MISSING_ARGS', nodeMajor < 22 ? text : `The "${text}" argument must be specified`);
  }
  return cloneWith(value, transferList(options));
}

// A copy of `value`; what is transferred goes over to it: buffers are detached here, message ports are handed on.
function cloneWith(value, transferred = []) {
  const memory = new Map();
  const isPort = (item) => kindOf(item) === 'object' && require('internal/message_channel').isPort(item);
  for (const item of transferred) {
    if (isPort(item)) {
      memory.set(item, item);
      continue;
    }
    if (kindOf(item) !== 'buffer') {
      throw nodeMajor < 22 ? nodeError(TypeError, 'ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList')
        : failure('Found invalid value in transferList.');
    }
    if (memory.has(item)) throw failure('Transfer list contains duplicate ArrayBuffer');
    memory.set(item, copyBuffer(item));
  }
  const copy = clone(value, memory);
  transferred.forEach((item) => kindOf(item) === 'buffer' && detach(item)); // only now: one that throws leaves them alone
  return copy;
}

module.exports = { cloneWith, structuredClone };
