'use strict';
// fetch, Headers, Request, Response and FormData (https://fetch.spec.whatwg.org), over the http of this process.
const { inspect, nodeError } = internal;


const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kRedirectsMost = 20;

// --- Headers ---

class Headers {
  #list = new Map(); // lower case -> [values]
  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init !== 'object') throw new TypeError(`Headers constructor: init given ${inspect(init)} is not one of sequence<sequence<ByteString>>, record<ByteString, ByteString>.`);
    const pairs = typeof init[Symbol.iterator] === 'function' ? [...init] : Object.entries(init);
    for (const pair of pairs) {
      const [name, value] = pair;
      this.append(name, value);
    }
  }
  #checked(name, value) {
    name = `${name}`;
    if (!/^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(name)) throw new TypeError(`Headers.append: ${name} is an invalid header name.`);
    value = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
    if (/[\0\r\n]/.test(value)) throw new TypeError(`Headers.append: ${value} is an invalid header value.`);
    return [name.toLowerCase(), value];
  }
  append(name, value) {
    const [key, text] = this.#checked(name, value);
    if (this.#list.has(key)) this.#list.get(key).push(text);
    else this.#list.set(key, [text]);
  }
  delete(name) { this.#list.delete(`${name}`.toLowerCase()); }
  get(name) { return this.#list.get(`${name}`.toLowerCase())?.join(', ') ?? null; }
  has(name) { return this.#list.has(`${name}`.toLowerCase()); }
  set(name, value) {
    const [key, text] = this.#checked(name, value);
    this.#list.set(key, [text]);
  }
  getSetCookie() { return (this.#list.get('set-cookie') ?? []).slice(); }
  #sorted() {
    return [...this.#list].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
      .flatMap(([name, values]) => name === 'set-cookie' ? values.map((value) => [name, value]) : [[name, values.join(', ')]]);
  }
  * entries() { yield* this.#sorted(); }
  * keys() { for (const [name] of this.#sorted()) yield name; }
  * values() { for (const [, value] of this.#sorted()) yield value; }
  forEach(callback, thisArg = undefined) { for (const [name, value] of this.#sorted()) callback.call(thisArg, value, name, this); }
  [kInspect](depth, options) { return `Headers ${inspect(Object.fromEntries(this.#sorted()), { ...options, depth: options.depth === null ? null : options.depth - 1 })}`; }
}
Object.defineProperty(Headers.prototype, Symbol.iterator, { value: Headers.prototype.entries, configurable: true, writable: true });
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: 'Headers', configurable: true });

// --- FormData ---

class FormData {
  #entries = [];
  append(name, value) { this.#entries.push([`${name}`, typeof value === 'object' ? value : `${value}`]); }
  delete(name) { this.#entries = this.#entries.filter(([one]) => one !== `${name}`); }
  get(name) { return this.#entries.find(([one]) => one === `${name}`)?.[1] ?? null; }
  getAll(name) { return this.#entries.filter(([one]) => one === `${name}`).map(([, value]) => value); }
  has(name) { return this.#entries.some(([one]) => one === `${name}`); }
  set(name, value) {
    const at = this.#entries.findIndex(([one]) => one === `${name}`);
    this.#entries = this.#entries.filter(([one], i) => one !== `${name}` || i === at);
    if (at < 0) this.append(name, value);
    else this.#entries[this.#entries.findIndex(([one]) => one === `${name}`)][1] = typeof value === 'object' ? value : `${value}`;
  }
  * entries() { yield* this.#entries; }
  * keys() { for (const [name] of this.#entries) yield name; }
  * values() { for (const [, value] of this.#entries) yield value; }
  forEach(callback, thisArg = undefined) { for (const [name, value] of this.#entries) callback.call(thisArg, value, name, this); }
}
Object.defineProperty(FormData.prototype, Symbol.iterator, { value: FormData.prototype.entries, configurable: true, writable: true });
Object.defineProperty(FormData.prototype, Symbol.toStringTag, { value: 'FormData', configurable: true });

// --- bodies ---

// [bytes or a stream, content type] of what a program gave.
function extract(body) {
  if (body === undefined || body === null) return [null, null];
  if (typeof body === 'string') return [Buffer.from(body), 'text/plain;charset=UTF-8'];
  if (body instanceof URLSearchParams) return [Buffer.from(`${body}`), 'application/x-www-form-urlencoded;charset=UTF-8'];
  if (ArrayBuffer.isView(body)) return [Buffer.from(body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength)), null];
  if (body instanceof ArrayBuffer) return [Buffer.from(body.slice(0)), null];
  if (body instanceof FormData) {
    const boundary = '----formdata-tickscope-000000000001';
    let text = '';
    for (const [name, value] of body) text += `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    return [Buffer.from(`${text}--${boundary}--\r\n`), `multipart/form-data; boundary=${boundary}`];
  }
  if (typeof body[Symbol.asyncIterator] === 'function') return [body, null];
  return [Buffer.from(`${body}`), 'text/plain;charset=UTF-8'];
}

class Body {
  #source; #used = false; #stream = null;
  constructor(source) { this.#source = source; }
  get bodyUsed() { return this.#used || this.#stream?.locked === true; }
  get body() {
    if (this.#source === null) return null;
    if (this.#stream !== null) return this.#stream;
    const source = this.#source;
    const { ReadableStream } = require('stream/web');
    const iterator = Buffer.isBuffer(source) ? [source][Symbol.iterator]() : source[Symbol.asyncIterator]();
    this.#stream = new ReadableStream({
      type: 'bytes',
      pull: async (controller) => {
        const { value, done } = await iterator.next();
        if (done) {
          controller.close();
          controller.byobRequest?.respond(0);
        } else {
          controller.enqueue(new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)));
        }
      },
      cancel: async (reason) => { await iterator.return?.(reason); },
    });
    return this.#stream;
  }
  async #bytes() {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    if (this.#source === null) return Buffer.alloc(0);
    this.#used = true;
    if (Buffer.isBuffer(this.#source)) return this.#source;
    const parts = [];
    try {
      for await (const part of this.#stream ?? this.#source) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
    } catch (error) {
      throw error?.name === 'AbortError' ? error : Object.assign(new TypeError('terminated'), { cause: error });
    }
    return Buffer.concat(parts);
  }
  async text() { return new TextDecoder().decode(await this.#bytes()); }
  async json() { return JSON.parse(new TextDecoder().decode(await this.#bytes())); }
  async arrayBuffer() {
    const bytes = await this.#bytes();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }
  async bytes() { return new Uint8Array(await this.arrayBuffer()); }
  async blob() { return new Blob([await this.arrayBuffer()], { type: this.headers.get('content-type') ?? '' }); }
  async formData() {
    const form = new FormData();
    for (const [name, value] of new URLSearchParams(await this.text())) form.append(name, value);
    return form;
  }
  // Both halves read the same bytes.
  static split(body) {
    if (body.#source === null || Buffer.isBuffer(body.#source)) return body.#source;
    const [one, two] = body.body.tee();
    body.#stream = one;
    return two;
  }
  static sourceOf(body) { return body.#source; }
}
const { split, sourceOf } = Body;
delete Body.split;
delete Body.sourceOf;

class Request extends Body {
  constructor(input, init = {}) {
    const other = input instanceof Request ? input : undefined;
    const [source, type] = init.body !== undefined && init.body !== null ? extract(init.body) : [other ? sourceOf(other) : null, null];
    super(source);
    let url;
    try {
      url = other ? new URL(other.url) : new URL(input);
    } catch (error) {
      throw new TypeError(`Failed to parse URL from ${input}`, { cause: error });
    }
    if (url.username || url.password) throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    const method = `${init.method ?? other?.method ?? 'GET'}`;
    if (!/^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/.test(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
    const upper = method.toUpperCase();
    if (['CONNECT', 'TRACE', 'TRACK'].includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
    this.method = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'].includes(upper) ? upper : method;
    if (source !== null && (this.method === 'GET' || this.method === 'HEAD')) throw new TypeError('Request with GET/HEAD method cannot have body.');
    this.url = url.href;
    this.headers = new Headers(init.headers ?? other?.headers);
    if (type && !this.headers.has('content-type')) this.headers.set('content-type', type);
    this.redirect = init.redirect ?? other?.redirect ?? 'follow';
    this.signal = init.signal ?? other?.signal ?? new AbortController().signal;
    this.cache = init.cache ?? 'default';
    this.credentials = init.credentials ?? 'same-origin';
    this.mode = init.mode ?? 'cors';
    this.keepalive = init.keepalive ?? false;
  }
  clone() { return new Request(this.url, { method: this.method, headers: this.headers, body: split(this), redirect: this.redirect, signal: this.signal }); }
}
Object.defineProperty(Request.prototype, Symbol.toStringTag, { value: 'Request', configurable: true });

class Response extends Body {
  #status; #statusText; #headers; #url = ''; #redirected = false; #type = 'default';
  constructor(body = null, init = {}) {
    const [source, type] = extract(body);
    super(source);
    const status = init.status ?? 200;
    if (!Number.isInteger(status) || status < 200 || status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    if (source !== null && [204, 205, 304].includes(status)) throw new TypeError(`Response with null body status cannot have body`);
    this.#status = status;
    this.#statusText = `${init.statusText ?? ''}`;
    this.#headers = new Headers(init.headers);
    if (type && !this.#headers.has('content-type')) this.#headers.set('content-type', type);
  }
  static received(body, { status, statusText, headers, url, redirected }) {
    const response = new Response(body, { status: status >= 200 ? status : 200, statusText, headers });
    response.#status = status;
    response.#url = url;
    response.#redirected = redirected;
    response.#type = 'basic';
    return response;
  }
  static error() {
    const response = new Response();
    response.#status = 0;
    response.#type = 'error';
    return response;
  }
  static json(data, init = {}) {
    const response = new Response(JSON.stringify(data), init);
    if (!new Headers(init.headers).has('content-type')) response.headers.set('content-type', 'application/json');
    return response;
  }
  static redirect(url, status = 302) {
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { status, headers: { location: new URL(url).href } });
  }
  get status() { return this.#status; }
  get statusText() { return this.#statusText; }
  get headers() { return this.#headers; }
  get ok() { return this.#status >= 200 && this.#status <= 299; }
  get url() { return this.#url; }
  get redirected() { return this.#redirected; }
  get type() { return this.#type; }
  clone() {
    if (this.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
    return received(split(this), { status: this.#status, statusText: this.#statusText, headers: this.#headers, url: this.#url, redirected: this.#redirected });
  }
  [kInspect](depth, options) {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${inspect({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}
const { received } = Response;
delete Response.received;
Object.defineProperty(Response.prototype, Symbol.toStringTag, { value: 'Response', configurable: true });

// --- fetch ---

// https://fetch.spec.whatwg.org/#port-blocking
const blockedPorts = new Set(['0', '1', '7', '9', '11', '13', '15', '17', '19', '20', '21', '22', '23', '25', '37', '42', '43', '53', '69', '77', '79', '87',
  '95', '101', '102', '103', '104', '109', '110', '111', '113', '115', '117', '119', '123', '135', '137', '139', '143', '161', '179', '389', '427', '465',
  '512', '513', '514', '515', '526', '530', '531', '532', '540', '548', '554', '556', '563', '587', '601', '636', '989', '990', '993', '995', '1719', '1720',
  '1723', '2049', '3659', '4045', '4190', '5060', '5061', '6000', '6566', '6665', '6666', '6667', '6668', '6669', '6679', '6697', '10080']);

const failed = (cause) => new TypeError('fetch failed', { cause });

function send(request, url, body) {
  const http = require('http');
  return new Promise((resolve, reject) => {
    const headers = {};
    for (const [name, value] of request.headers) headers[name] = value;
    for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'], ['user-agent', 'node'], ['accept-encoding', 'gzip, deflate']]) headers[name] ??= value;
    if (Buffer.isBuffer(body)) headers['content-length'] = `${body.length}`;
    else if (body === null && (request.method === 'POST' || request.method === 'PUT')) headers['content-length'] = '0';
    const message = http.request({ host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port || 80, path: url.pathname + url.search, method: request.method, headers });
    const abort = () => {
      message.destroy();
      reject(request.signal.reason);
    };
    if (request.signal.aborted) {
      abort();
      return;
    }
    request.signal.addEventListener('abort', abort, { once: true });
    message.on('error', (error) => reject(request.signal.aborted ? request.signal.reason : failed(error)));
    message.on('response', (response) => {
      response.on('close', () => request.signal.removeEventListener('abort', abort));
      resolve(response);
    });
    if (body === null || Buffer.isBuffer(body)) {
      message.end(body ?? undefined);
    } else {
      (async () => {
        for await (const part of body) message.write(part);
        message.end();
      })().catch((error) => message.destroy(error));
    }
  });
}
function decoded(response) {
  const zlib = require('zlib');
  const coding = response.headers['content-encoding'];
  if (coding === 'gzip' || coding === 'x-gzip') return response.pipe(zlib.createGunzip());
  if (coding === 'deflate') return response.pipe(zlib.createInflate());
  if (coding === 'br') return response.pipe(zlib.createBrotliDecompress());
  return response;
}

async function fetch(input, init = undefined) {
  if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'fetch: 1 argument required, but 0 present.');
  const request = new Request(input, init);
  if (request.signal.aborted) throw request.signal.reason;
  let url = new URL(request.url);
  let body = sourceOf(request);
  for (let redirects = 0; ; redirects++) {
    if (url.protocol === 'data:') return dataResponse(url);
    if (url.protocol === 'https:') throw failed(new Error('https is not simulated yet'));
    if (url.protocol !== 'http:') throw failed(new Error('unknown scheme'));
    if (blockedPorts.has(url.port)) throw failed(new Error('bad port'));
    const response = await send(request, url, body);
    const status = response.statusCode;
    const location = response.headers.location;
    if ([301, 302, 303, 307, 308].includes(status) && location !== undefined && request.redirect !== 'manual') {
      response.resume();
      if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
      if (redirects >= kRedirectsMost) throw failed(new Error('redirect count exceeded'));
      url = new URL(location, url);
      if (status === 303 && request.method !== 'HEAD' || (status <= 302 && request.method === 'POST')) {
        request.method = request.method === 'HEAD' ? 'HEAD' : 'GET';
        body = null;
        for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language']) request.headers.delete(name);
      }
      continue;
    }
    const pairs = [];
    for (let i = 0; i < response.rawHeaders.length; i += 2) pairs.push([response.rawHeaders[i], response.rawHeaders[i + 1]]);
    const empty = request.method === 'HEAD' || [101, 103, 204, 205, 304].includes(status);
    if (empty) response.resume();
    return received(empty ? null : decoded(response), { status, statusText: response.statusMessage, headers: pairs, url: url.href, redirected: redirects > 0 });
  }
}
function dataResponse(url) {
  const match = /^data:([^,]*),(.*)$/s.exec(url.href);
  if (!match) throw failed(new Error('invalid data: URL'));
  const base64 = /;\s*base64$/i.test(match[1]);
  const bytes = require('internal/url_parser').percentDecode(match[2]);
  return received(base64 ? Buffer.from(bytes.toString('latin1'), 'base64') : bytes,
    { status: 200, statusText: 'OK', headers: { 'content-type': match[1].replace(/;\s*base64$/i, '') || 'text/plain;charset=US-ASCII' }, url: url.href, redirected: false });
}

module.exports = { FormData, Headers, Request, Response, fetch };
