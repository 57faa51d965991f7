'use strict';
// Deep equality: util.isDeepStrictEqual and assert's deepEqual family.
const { types, nodeMajor } = internal;
const { hasOwn } = require('internal/language');

const kStrict = 'strict', kLoose = 'loose', kPartial = 'partial';
const isObject = (value) => typeof value === 'object' && value !== null;
const isEnumerable = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);
const isIndex = (key) => typeof key === 'string' && /^(0|[1-9][0-9]{0,9})$/.test(key) && +key < 4294967295;
const tagOf = (value) => Object.prototype.toString.call(value);
const isView = (value) => ArrayBuffer.isView(value);

function sameBytes(a, b) {
  if (a.byteLength !== b.byteLength) return false;
  const x = isView(a) ? new Uint8Array(a.buffer, a.byteOffset, a.byteLength) : new Uint8Array(a);
  const y = isView(b) ? new Uint8Array(b.buffer, b.byteOffset, b.byteLength) : new Uint8Array(b);
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

// Own enumerable keys that count: indices of arrays are compared apart.
function keysOf(value, withoutIndices, mode) {
  const keys = [];
  for (const key of Object.keys(value)) if (!withoutIndices || !isIndex(key)) keys.push(key);
  if (mode !== kLoose) for (const symbol of Object.getOwnPropertySymbols(value)) if (isEnumerable(value, symbol)) keys.push(symbol);
  return keys;
}

// Of one kind: with the same prototype; from 22 on an inherited constructor decides where there is one.
function sameKind(a, b) {
  if (nodeMajor >= 22 && a.constructor !== undefined && !hasOwn(a, 'constructor')) return a.constructor === b.constructor;
  return Object.getPrototypeOf(a) === Object.getPrototypeOf(b);
}

// One comparison. `pairs` remembers the objects on the way down, so that cycles end.
class Comparison {
  constructor(mode) {
    this.mode = mode;
    this.pairs = new Map();
  }

  equal(a, b) {
    if (a === b) return a !== 0 || this.mode === kLoose || Object.is(a, b);
    if (this.mode !== kLoose) {
      if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
      if (!isObject(a) || !isObject(b)) return false;
      if (!sameKind(a, b)) return false;
    } else {
      if (!isObject(a)) return !isObject(b) && (typeof a !== 'function' && typeof b !== 'function') && (a == b || (a !== a && b !== b)); // eslint-disable-line eqeqeq
      if (!isObject(b)) return false;
    }
    return this.objects(a, b);
  }

  objects(a, b) {
    if (tagOf(a) !== tagOf(b)) return false;
    const isList = Array.isArray(a) || (isView(a) && !types.isDataView(a));
    if (Array.isArray(a)) {
      if (!Array.isArray(b)) return false;
      if (this.mode === kPartial ? a.length < b.length : a.length !== b.length) return false;
    } else if (types.isDate(a)) {
      if (!types.isDate(b)) return false;
      if (nodeMajor >= 24 ? !Object.is(a.getTime(), b.getTime()) : a.getTime() !== b.getTime()) return false; // two invalid dates are the same since 24
    } else if (types.isRegExp(a)) {
      if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
    } else if (types.isNativeError(a) || a instanceof Error) {
      if (!(types.isNativeError(b) || b instanceof Error)) return false;
      for (const name of ['message', 'name', 'cause', 'errors']) {
        const own = hasOwn(a, name);
        if (name === 'message' || name === 'name') {
          if (a[name] !== b[name] && this.mode !== kPartial) return false;
        } else if (own !== hasOwn(b, name) || (own && !isEnumerable(a, name) && !this.equal(a[name], b[name]))) {
          return false;
        }
      }
    } else if (isView(a)) {
      if (!isView(b)) return false;
      if (this.mode === kLoose && (a instanceof Float32Array || a instanceof Float64Array)) {
        if (a.length !== b.length || a.some((x, i) => x !== b[i] && !(x !== x && b[i] !== b[i]))) return false;
      } else if (!sameBytes(a, b)) {
        return false;
      }
    } else if (types.isAnyArrayBuffer(a)) {
      if (!types.isAnyArrayBuffer(b) || !sameBytes(a, b)) return false;
    } else if (types.isBoxedPrimitive(a)) {
      if (!types.isBoxedPrimitive(b) || !Object.is(a.valueOf(), b.valueOf())) return false;
    } else if (types.isSet(a) ? !types.isSet(b) : types.isMap(a) ? !types.isMap(b) : false) {
      return false;
    } else if (types.isSet(b) !== types.isSet(a) || types.isMap(b) !== types.isMap(a) || Array.isArray(b) || isView(b) || types.isDate(b) ||
               types.isRegExp(b) || types.isAnyArrayBuffer(b) || types.isBoxedPrimitive(b) || types.isNativeError(b)) {
      return false;
    } else if (nodeMajor >= 24 && (types.isWeakMap(a) || types.isWeakSet(a) || types.isPromise(a))) {
      return false;
    } else if (nodeMajor >= 22 && tagOf(a) === '[object URL]') {
      if (a.href !== b.href) return false;
    }
    if ((types.isSet(a) || types.isMap(a)) && (this.mode === kPartial ? a.size < b.size : a.size !== b.size)) return false;

    const keys = keysOf(this.mode === kPartial ? b : a, isList, this.mode);
    if (this.mode !== kPartial && keys.length !== keysOf(b, isList, this.mode).length) return false;
    for (const key of keys) if (!isEnumerable(this.mode === kPartial ? a : b, key)) return false;

    const known = this.pairs.get(a);
    if (known !== undefined) return known === b;
    this.pairs.set(a, b);
    const same = this.contents(a, b, keys);
    this.pairs.delete(a);
    return same;
  }

  contents(a, b, keys) {
    for (const key of keys) if (!this.equal(a[key], b[key])) return false;
    if (Array.isArray(a)) return this.mode === kPartial ? this.partialArray(a, b) : this.arrays(a, b);
    if (types.isSet(a)) return this.sets(a, b);
    if (types.isMap(a)) return this.maps(a, b);
    return true;
  }
  arrays(a, b) {
    for (let i = 0; i < a.length; i++) {
      if (hasOwn(a, i) !== hasOwn(b, i)) return false; // a hole
      if (!this.equal(a[i], b[i])) return false;
    }
    return true;
  }
  // Every element of b stands in a, in that order.
  partialArray(a, b) {
    let at = 0;
    for (const wanted of b) {
      while (at < a.length && !this.equal(a[at], wanted)) at++;
      if (at++ >= a.length) return false;
    }
    return true;
  }
  // What is in both as it is needs no search; the rest is matched one to one.
  sets(a, b) {
    const [outer, inner] = this.mode === kPartial ? [b, a] : [a, b];
    const open = [...inner].filter((value) => !outer.has(value));
    for (const value of outer) {
      if (inner.has(value)) continue;
      if (!isObject(value) && this.mode !== kLoose) return false;
      const at = open.findIndex((other) => outer === a ? this.equal(value, other) : this.equal(other, value));
      if (at < 0) return false;
      open.splice(at, 1);
    }
    return true;
  }
  maps(a, b) {
    const [outer, inner] = this.mode === kPartial ? [b, a] : [a, b];
    const same = (x, y) => outer === a ? this.equal(x, y) : this.equal(y, x);
    const open = [...inner].filter(([key]) => !outer.has(key));
    for (const [key, value] of outer) {
      if (inner.has(key)) {
        if (!same(value, inner.get(key))) return false;
        continue;
      }
      if (!isObject(key) && this.mode !== kLoose) return false;
      const at = open.findIndex(([k, v]) => same(key, k) && same(value, v));
      if (at < 0) return false;
      open.splice(at, 1);
    }
    return true;
  }
}

module.exports = {
  isDeepStrictEqual: (a, b) => new Comparison(kStrict).equal(a, b),
  isDeepEqual: (a, b) => new Comparison(kLoose).equal(a, b),
  isPartialStrictEqual: (a, b) => new Comparison(kPartial).equal(a, b),
};
