'use strict';
// structuredClone (HTML, safe passing of structured data), also behind message ports.
const { detach, types } = internal;
const { missingArgs } = require('internal/validators');

function cannotClone(value) {
  const { DOMException } = require('internal/event_target');
  let shown;
  if (typeof value === 'symbol') shown = String(value);
  else if (typeof value === 'function') shown = Function.prototype.toString.call(value);
  else shown = `#<${value?.constructor?.name ?? 'Object'}>`;
  return new DOMException(`${shown} could not be cloned.`, 'DataCloneError');
}

const kErrors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

class Cloner {
  constructor(transferred) {
    this.seen = new Map(transferred); // original -> copy
  }
  clone(value) {
    if (typeof value === 'function' || typeof value === 'symbol') throw cannotClone(value);
    if (value === null || typeof value !== 'object') return value;
    const known = this.seen.get(value);
    if (known !== undefined) return known;
    const remember = (copy) => {
      this.seen.set(value, copy);
      return copy;
    };
    if (types.isDate(value)) return remember(new Date(value.getTime()));
    if (types.isRegExp(value)) return remember(new RegExp(value.source, value.flags));
    if (types.isBoxedPrimitive(value)) {
      if (types.isSymbolObject(value)) throw cannotClone(value);
      return remember(Object(value.valueOf()));
    }
    if (types.isSharedArrayBuffer(value)) return remember(value);
    if (types.isArrayBuffer(value)) return remember(value.slice(0));
    if (ArrayBuffer.isView(value)) {
      const buffer = this.clone(value.buffer);
      const Type = types.isDataView(value) ? DataView : globalThis[tagOf(value)];
      return remember(new Type(buffer, value.byteOffset, types.isDataView(value) ? value.byteLength : value.length));
    }
    if (types.isMap(value)) {
      const copy = remember(new Map());
      for (const [k, v] of [...value]) copy.set(this.clone(k), this.clone(v));
      return copy;
    }
    if (types.isSet(value)) {
      const copy = remember(new Set());
      for (const item of [...value]) copy.add(this.clone(item));
      return copy;
    }
    if (types.isNativeError(value)) return this.error(value, remember);
    if (Array.isArray(value)) return this.properties(value, remember(new Array(value.length)));
    if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) || types.isGeneratorObject(value) || types.isProxy(value) ||
        types.isMapIterator(value) || types.isSetIterator(value) || value instanceof WeakRef || isPort(value)) throw cannotClone(value);
    return this.properties(value, remember({}));
  }
  properties(from, to) {
    for (const key of Object.keys(from)) to[key] = this.clone(from[key]);
    return to;
  }
  error(value, remember) {
    const { name } = value;
    const result = remember(new (kErrors[name] ?? Error)());
    const message = Object.getOwnPropertyDescriptor(value, 'message');
    const put = (key, text) => Object.defineProperty(result, key, { value: text, writable: true, configurable: true, enumerable: false });
    if (message && 'value' in message) put('message', String(message.value));
    put('stack', typeof value.stack === 'string' ? value.stack : '');
    if (Object.hasOwn(value, 'cause')) put('cause', this.clone(value.cause));
    return result;
  }
}
const tagOf = (view) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(view);
const isPort = (value) => require('internal/message_channel').isPort(value);

// A copy of `value`; what is in `transfer` goes over to it: buffers are detached here, ports are handed on.
function cloneWith(value, transfer = []) {
  const { DOMException } = require('internal/event_target');
  const moved = new Map();
  for (const item of transfer) {
    if (moved.has(item)) throw new DOMException('Transfer list contains duplicate ArrayBuffer', 'DataCloneError');
    if (types.isArrayBuffer(item)) moved.set(item, item.slice(0));
    else if (isPort(item)) moved.set(item, item);
    else throw Object.assign(new TypeError('Found invalid object in transferList'), { code: 'ERR_INVALID_TRANSFER_OBJECT' });
  }
  const copy = new Cloner(moved).clone(value);
  for (const item of moved.keys()) if (types.isArrayBuffer(item)) detach(item);
  return copy;
}

function structuredClone(value, options = undefined) {
  if (arguments.length === 0) throw missingArgs('value');
  return cloneWith(value, options?.transfer ?? []);
}

module.exports = { cloneWith, structuredClone };
