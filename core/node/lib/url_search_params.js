'use strict';
// URLSearchParams (https://url.spec.whatwg.org/#interface-urlsearchparams).
const { inspect, nodeError, nodeMajor } = internal;
const { replaceAll } = require('internal/language');
const { invalidThis, missingArgs, validateFunction } = require('internal/validators');
const { percentDecode } = require('internal/url_parser');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

// application/x-www-form-urlencoded
function parseForm(text) {
  const list = [];
  for (const sequence of text.split('&')) {
    if (sequence === '') continue;
    const at = sequence.indexOf('=');
    const decode = (part) => percentDecode(replaceAll(part, '+', ' ')).toString('utf8');
    list.push([decode(at < 0 ? sequence : sequence.slice(0, at)), at < 0 ? '' : decode(sequence.slice(at + 1))]);
  }
  return list;
}
function encodeForm(text) {
  let out = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const c = String.fromCharCode(byte);
    if (/[A-Za-z0-9*\-._]/.test(c)) out += c;
    else if (c === ' ') out += '+';
    else out += `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
  }
  return out;
}
const serializeForm = (list) => list.map(([name, value]) => `${encodeForm(name)}=${encodeForm(value)}`).join('&');

const usv = (value) => `${value}`.toWellFormed();

function pairsOf(init) {
  if (init === undefined || (init === null && nodeMajor < 22)) return [];
  if (typeof init !== 'object' && typeof init !== 'function' || init === null) {
    const text = usv(init);
    return parseForm(text[0] === '?' ? text.slice(1) : text);
  }
  const method = init[Symbol.iterator];
  if (method === undefined || method === null) {
    const pairs = new Map();
    for (const key of Reflect.ownKeys(init)) {
      if (Object.getOwnPropertyDescriptor(init, key)?.enumerable) pairs.set(usv(key), usv(init[key]));
    }
    return [...pairs];
  }
  if (typeof method !== 'function') throw nodeError(TypeError, 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
  const list = [];
  for (const pair of init) {
    const bad = () => nodeError(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
    if (pair === null || (typeof pair !== 'object' && typeof pair !== 'function') || typeof pair[Symbol.iterator] !== 'function') throw bad();
    const both = [...pair];
    if (both.length !== 2) throw bad();
    list.push([usv(both[0]), usv(both[1])]);
  }
  return list;
}

let listOf;

class URLSearchParams {
  #list = [];
  #update = null;
  constructor(init = undefined) {
    this.#list = pairsOf(init);
  }
  static {
    listOf = (params) => {
      if (typeof params !== 'object' || params === null || !(#list in params)) throw invalidThis('URLSearchParams');
      return params.#list;
    };
    // A list that follows the query of a URL.
    URLSearchParams.attach = (query, update) => {
      const params = new URLSearchParams(query);
      params.#update = update;
      return params;
    };
    URLSearchParams.refill = (params, query) => { params.#list = parseForm(query); };
    URLSearchParams.changed = (params) => params.#update?.(serializeForm(params.#list));
    URLSearchParams.replace = (params, list) => {
      params.#list = list;
      changed(params);
    };
  }
  get size() { return listOf(this).length; }
  append(name, value) {
    const list = listOf(this);
    if (arguments.length < 2) throw missingArgs('name', 'value');
    list.push([usv(name), usv(value)]);
    changed(this);
  }
  delete(name, value = undefined) {
    const list = listOf(this);
    if (arguments.length < 1) throw missingArgs('name');
    name = usv(name);
    if (value !== undefined) value = usv(value);
    replace(this, list.filter(([n, v]) => n !== name || (value !== undefined && v !== value)));
  }
  get(name) {
    const list = listOf(this);
    if (arguments.length < 1) throw missingArgs('name');
    name = usv(name);
    return list.find(([n]) => n === name)?.[1] ?? null;
  }
  getAll(name) {
    const list = listOf(this);
    if (arguments.length < 1) throw missingArgs('name');
    name = usv(name);
    return list.filter(([n]) => n === name).map(([, v]) => v);
  }
  has(name, value = undefined) {
    const list = listOf(this);
    if (arguments.length < 1) throw missingArgs('name');
    name = usv(name);
    if (value !== undefined) value = usv(value);
    return list.some(([n, v]) => n === name && (value === undefined || v === value));
  }
  set(name, value) {
    const list = listOf(this);
    if (arguments.length < 2) throw missingArgs('name', 'value');
    name = usv(name);
    value = usv(value);
    const first = list.findIndex(([n]) => n === name);
    if (first < 0) {
      list.push([name, value]);
      changed(this);
    } else {
      list[first][1] = value;
      replace(this, list.filter(([n], i) => i <= first || n !== name));
    }
  }
  sort() {
    const order = (a, b) => a < b ? -1 : a > b ? 1 : 0; // by code units
    listOf(this).sort(([a], [b]) => order(a, b));
    changed(this);
  }
  entries() { return makeIterator(this, (pair) => [pair[0], pair[1]]); }
  forEach(callback, thisArg = undefined) {
    listOf(this);
    validateFunction(callback, 'callback');
    for (let i = 0; i < listOf(this).length; i++) {
      const [name, value] = listOf(this)[i];
      callback.call(thisArg, value, name, this);
    }
  }
  keys() { return makeIterator(this, (pair) => pair[0]); }
  values() { return makeIterator(this, (pair) => pair[1]); }
  toString() { return serializeForm(listOf(this)); }
  [kInspect](depth, options) {
    const list = listOf(this);
    if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
    if (list.length === 0) return `${this.constructor.name} {}`;
    const shown = list.map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`);
    const length = shown.reduce((sum, text) => sum + text.length + 2, -2);
    if (length > options.breakLength) return `${this.constructor.name} {\n  ${shown.join(',\n  ')} }`;
    return `${this.constructor.name} { ${shown.join(', ')} }`;
  }
}
const { attach, refill, changed, replace } = URLSearchParams;
for (const name of ['attach', 'refill', 'changed', 'replace']) delete URLSearchParams[name];

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const kState = Symbol('state');
const SearchParamsIterator = Object.create(IteratorPrototype, {
  next: {
    configurable: true, enumerable: true, writable: true,
    value: function next() {
      const state = this?.[kState];
      if (state === undefined) throw invalidThis('URLSearchParamsIterator');
      const list = listOf(state.params);
      if (state.at >= list.length) return { value: undefined, done: true };
      return { value: state.pick(list[state.at++]), done: false };
    },
  },
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams Iterator' },
  [kInspect]: {
    configurable: true, writable: true,
    value: function(depth, options) {
      if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
      const rest = listOf(this[kState].params).slice(this[kState].at).map(this[kState].pick);
      const shown = rest.map((item) => inspect(item, options));
      const inner = shown.reduce((sum, text) => sum + text.length + 2, -2);
      if (inner > options.breakLength) return `URLSearchParams Iterator {\n  ${shown.join(',\n  ')} }`;
      return `URLSearchParams Iterator { ${shown.join(', ')} }`;
    },
  },
});
function makeIterator(params, pick) {
  listOf(params);
  const iterator = Object.create(SearchParamsIterator);
  Object.defineProperty(iterator, kState, { value: { params, pick, at: 0 } });
  return iterator;
}

for (const name of ['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'entries', 'forEach', 'keys', 'values', 'toString', 'size'])
  Object.defineProperty(URLSearchParams.prototype, name, { enumerable: true });
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { configurable: true, value: 'URLSearchParams' });
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { configurable: true, writable: true, value: URLSearchParams.prototype.entries });

module.exports = { URLSearchParams, attach, refill };
