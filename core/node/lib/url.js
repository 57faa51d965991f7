'use strict';
// url (https://nodejs.org/api/url.html): the class URL and what goes with it; the older interface is in url_legacy.js.
const { inspect, invalidArgType, nodeError, nodeMajor } = internal;
const { invalidThis, missingArgs, validateObject, validateString } = require('internal/validators');
const parser = require('internal/url_parser');
const { URLSearchParams, attach, refill } = require('internal/url_search_params');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

function invalidUrl(input, base) {
  const error = nodeError(TypeError, 'ERR_INVALID_URL', nodeMajor < 18 ? `Invalid URL${nodeMajor < 16 ? `: ${input}` : ''}` : 'Invalid URL');
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}
function parseWithBase(input, base) {
  let baseRecord = null;
  if (base !== undefined) {
    baseRecord = parser.parse(base);
    if (baseRecord === null) return null;
  }
  return parser.parse(input, baseRecord);
}

let recordOf;

class URL {
  #record;
  #params = null;
  constructor(input, base = undefined) {
    if (arguments.length === 0) throw missingArgs('url');
    input = `${input}`.toWellFormed();
    if (base !== undefined) base = `${base}`.toWellFormed();
    const record = parseWithBase(input, base);
    if (record === null) throw invalidUrl(input, base);
    this.#record = record;
  }
  static {
    recordOf = (url) => {
      if (typeof url !== 'object' || url === null || !(#record in url)) {
        throw nodeMajor >= 20 ? new TypeError('Receiver must be an instance of class URL') : invalidThis('URL');
      }
      return url.#record;
    };
  }
  // Sets one part by parsing it in the state that the specification names; a failure changes nothing.
  #set(value, state, before) {
    const record = this.#record;
    const copy = { ...record, path: Array.isArray(record.path) ? record.path.slice() : record.path };
    before?.(copy);
    const result = parser.parse(`${value}`.toWellFormed(), null, copy, state);
    if (result !== null) this.#record = result;
    return result !== null;
  }
  #opaque() { return typeof this.#record.path === 'string'; }
  #cannotHaveAuth() { return this.#record.host === null || this.#record.host === '' || this.#record.scheme === 'file'; }
  #refresh() {
    if (this.#params !== null) refill(this.#params, this.#record.query ?? '');
  }

  toString() { return parser.serialize(recordOf(this)); }
  get href() { return parser.serialize(recordOf(this)); }
  set href(value) {
    recordOf(this);
    const record = parser.parse(`${value}`.toWellFormed());
    if (record === null) throw invalidUrl(`${value}`);
    this.#record = record;
    this.#refresh();
  }
  get origin() { return parser.origin(recordOf(this)); }
  get protocol() { return `${recordOf(this).scheme}:`; }
  set protocol(value) { this.#set(`${value}:`, 'scheme start'); }
  get username() { return recordOf(this).username; }
  set username(value) {
    if (!this.#cannotHaveAuth()) this.#record.username = parser.percentEncode(`${value}`, parser.kUserinfoSet);
  }
  get password() { return recordOf(this).password; }
  set password(value) {
    if (!this.#cannotHaveAuth()) this.#record.password = parser.percentEncode(`${value}`, parser.kUserinfoSet);
  }
  get host() { return parser.hostText(recordOf(this)); }
  set host(value) {
    if (!this.#opaque()) this.#set(value, 'host');
  }
  get hostname() { return recordOf(this).host ?? ''; }
  set hostname(value) {
    if (!this.#opaque()) this.#set(value, 'hostname');
  }
  get port() { return recordOf(this).port === null ? '' : `${recordOf(this).port}`; }
  set port(value) {
    if (this.#cannotHaveAuth()) return;
    value = `${value}`;
    if (value === '') this.#record.port = null;
    else this.#set(value, 'port');
  }
  get pathname() { return parser.pathText(recordOf(this)); }
  set pathname(value) {
    if (!this.#opaque()) this.#set(value, 'path start', (copy) => { copy.path = []; });
  }
  get search() { return recordOf(this).query ? `?${recordOf(this).query}` : ''; }
  set search(value) {
    value = `${value}`;
    if (value === '') this.#record.query = null;
    else this.#set(value[0] === '?' ? value.slice(1) : value, 'query', (copy) => { copy.query = ''; });
    this.#refresh();
  }
  get searchParams() {
    recordOf(this);
    return this.#params ??= attach(this.#record.query ?? '', (query) => { this.#record.query = query === '' ? null : query; });
  }
  get hash() { return recordOf(this).fragment ? `#${recordOf(this).fragment}` : ''; }
  set hash(value) {
    value = `${value}`;
    if (value === '') this.#record.fragment = null;
    else this.#set(value[0] === '#' ? value.slice(1) : value, 'fragment', (copy) => { copy.fragment = ''; });
  }
  toJSON() { return parser.serialize(recordOf(this)); }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw missingArgs('url');
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }
  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw missingArgs('url');
    return parseWithBase(`${input}`.toWellFormed(), base === undefined ? undefined : `${base}`.toWellFormed()) !== null;
  }
  static createObjectURL() {
    throw nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'URL.createObjectURL is not simulated yet');
  }
  static revokeObjectURL() {}

  [kInspect](depth, options) {
    recordOf(this);
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = {};
    for (const name of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash'])
      shown[name] = this[name];
    return `${this.constructor?.name || 'URL'} ${inspect(shown, options)}`;
  }
}
for (const name of ['toString', 'href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash', 'toJSON'])
  Object.defineProperty(URL.prototype, name, { enumerable: true });
for (const name of ['parse', 'canParse', 'createObjectURL', 'revokeObjectURL']) Object.defineProperty(URL, name, { enumerable: true });
if (nodeMajor < 20) delete URL.parse;
Object.defineProperty(URL.prototype, Symbol.toStringTag, { configurable: true, value: 'URL' });

const isURL = (value) => Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

// --- files ---

function fileURLToPath(path) {
  if (typeof path === 'string') path = new URL(path);
  else if (!isURL(path)) throw invalidArgType('path', 'of type string or an instance of URL', path);
  if (path.protocol !== 'file:') throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (path.hostname !== '') throw nodeError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(path.pathname)) throw nodeError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  return decodeURIComponent(path.pathname);
}
function pathToFileURL(path) {
  validateString(path, 'path');
  const { resolve } = require('path');
  let resolved = resolve(path);
  if (path.endsWith('/') && !resolved.endsWith('/')) resolved += '/';
  const escaped = { '%': '%25', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09', '?': '%3F', '#': '%23' };
  return new URL(`file://${resolved.replace(/[%\\\n\r\t?#]/g, (c) => escaped[c])}`);
}

function urlToHttpOptions(url) {
  validateObject(url, 'url', { array: true, functions: true });
  const hostname = typeof url.hostname === 'string' && url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  const options = {
    __proto__: null, ...url, protocol: url.protocol, hostname, hash: url.hash, search: url.search, pathname: url.pathname,
    path: `${url.pathname || ''}${url.search || ''}`, href: url.href,
  };
  if (url.port !== '') options.port = Number(url.port);
  if (url.username || url.password) options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return options;
}

function domainToASCII(domain) {
  if (arguments.length < 1) throw missingArgs('domain');
  return parser.parse(`ws://${domain}`)?.host ?? '';
}
function domainToUnicode(domain) {
  if (arguments.length < 1) throw missingArgs('domain');
  const host = parser.parse(`ws://${domain}`)?.host;
  return host ? require('punycode').toUnicode(host) : '';
}

// Of a URL object: url.format(new URL(…), options).
function formatWhatwg(url, options) {
  if (options !== undefined) validateObject(options, 'options', { nullable: true });
  const { fragment = true, unicode = false, search = true, auth = true } = options ?? {};
  let record = recordOf(url);
  if (unicode && record.host) record = { ...record, host: require('punycode').toUnicode(record.host) };
  return parser.serialize(record, { fragment, search, auth });
}

module.exports = { URL, URLSearchParams, domainToASCII, domainToUnicode, pathToFileURL, fileURLToPath, urlToHttpOptions };
module.exports = { ...require('internal/url_legacy').make(formatWhatwg, isURL), ...module.exports };
if (nodeMajor >= 24) module.exports.fileURLToPathBuffer = (path) => Buffer.from(fileURLToPath(path));
