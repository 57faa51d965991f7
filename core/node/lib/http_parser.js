'use strict';
// An incremental parser of HTTP/1 messages (RFC 9112), strict as Node's is.
const { isToken, METHODS } = require('internal/http_common');

const kHeadMost = 16384;
const methods = new Set(METHODS);

class ParseError extends Error {
  constructor(code, reason) {
    super(`Parse Error: ${reason}`);
    this.code = code;
    this.reason = reason;
  }
}

// `handler`: onHead(message) returns how its body is read: undefined, or 'none' for a response to HEAD, or 'upgrade' to stop;
// onBody(buffer); onEnd(trailers).
class Parser {
  constructor(isRequest, handler, headMost = kHeadMost) {
    this.isRequest = isRequest;
    this.handler = handler;
    this.headMost = headMost;
    this.rest = Buffer.alloc(0);
    this.state = 'head';
    this.left = 0;
    this.trailers = [];
  }
  // Whether nothing of a message has come yet.
  get idle() { return this.state === 'head' && this.rest.length === 0; }

  // Takes bytes; returns what follows an upgrade, or undefined. Throws ParseError.
  execute(chunk) {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    for (;;) {
      if (this.stopped) return undefined;
      if (this.state === 'head') {
        if (!this.head()) return undefined;
        if (this.state === 'upgraded') return this.rest;
      } else if (this.state === 'length' || this.state === 'until close') {
        if (this.rest.length === 0) return undefined;
        const take = this.state === 'length' ? Math.min(this.left, this.rest.length) : this.rest.length;
        const part = this.take(take);
        this.left -= take;
        const done = this.state === 'length' && this.left === 0;
        this.handler.onBody(part);
        if (done) this.complete();
      } else if (!this.chunked()) {
        return undefined;
      }
    }
  }
  // The connection ends. Whether a message was complete by that.
  finish() {
    if (this.state === 'until close') {
      this.complete();
      return true;
    }
    return this.idle;
  }
  take(length) {
    const part = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return part;
  }
  line() {
    const at = this.rest.indexOf(10);
    if (at < 0) return undefined;
    const line = this.rest.toString('latin1', 0, at > 0 && this.rest[at - 1] === 13 ? at - 1 : at);
    if (at === 0 || this.rest[at - 1] !== 13) throw new ParseError('HPE_CR_EXPECTED', 'Missing expected CR after header value');
    this.rest = this.rest.subarray(at + 1);
    return line;
  }
  complete() {
    const { trailers } = this;
    this.trailers = [];
    this.state = 'head';
    this.handler.onEnd(trailers);
  }

  head() {
    while (this.rest.length >= 2 && this.rest[0] === 13 && this.rest[1] === 10) this.rest = this.rest.subarray(2);
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.rest.length > this.headMost) throw new ParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
      this.checkStart();
      return false;
    }
    if (end > this.headMost) throw new ParseError('HPE_HEADER_OVERFLOW', 'Header overflow');
    const [first, ...lines] = this.take(end + 4).toString('latin1', 0, end).split('\r\n');
    const message = this.isRequest ? this.requestLine(first) : this.statusLine(first);
    message.headers = lines.map(headerOf);
    this.body(message);
    return true;
  }
  // What is no message at all is refused at once, not when a line ends.
  checkStart() {
    const start = this.rest.toString('latin1', 0, 32);
    if (this.isRequest) {
      const word = /^[^ \r\n]*/.exec(start)[0];
      const complete = word.length < start.length;
      if (complete ? !methods.has(word) : !METHODS.some((method) => method.startsWith(word))) throw new ParseError('HPE_INVALID_METHOD', 'Invalid method encountered');
    } else if (!'HTTP/'.startsWith(start.slice(0, 5))) {
      throw new ParseError('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
    }
  }
  requestLine(line) {
    const match = /^([A-Z-]+) ([^ ]+) HTTP\/(\d)\.(\d)$/.exec(line);
    if (!match) {
      const word = line.split(' ')[0];
      if (!methods.has(word)) throw new ParseError('HPE_INVALID_METHOD', 'Invalid method encountered');
      if (/^\S+ \S+ HTTP\//.test(line)) throw new ParseError('HPE_INVALID_VERSION', 'Invalid HTTP version');
      throw new ParseError('HPE_INVALID_CONSTANT', 'Expected HTTP/');
    }
    if (!methods.has(match[1])) throw new ParseError('HPE_INVALID_METHOD', 'Invalid method encountered');
    if (!['1.1', '1.0', '0.9', '2.0'].includes(`${match[3]}.${match[4]}`)) throw new ParseError('HPE_INVALID_VERSION', 'Invalid HTTP version');
    return { method: match[1], url: match[2], major: +match[3], minor: +match[4] };
  }
  statusLine(line) {
    const match = /^HTTP\/(\d)\.(\d) (\d{3})(?: (.*))?$/.exec(line);
    if (!match) {
      if (!line.startsWith('HTTP/')) throw new ParseError('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
      throw new ParseError('HPE_INVALID_STATUS', 'Invalid status code');
    }
    return { status: +match[3], statusText: match[4] ?? '', major: +match[1], minor: +match[2] };
  }

  // How long the body is, and what becomes of the connection.
  body(message) {
    let length, chunked = false, codings = false, close = false, keep = false, upgrade = false;
    for (const [name, value] of message.headers) {
      switch (name.toLowerCase()) {
        case 'content-length':
          if (!/^\d+$/.test(value)) throw new ParseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
          if (length !== undefined) throw new ParseError('HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length already present');
          length = +value;
          break;
        case 'transfer-encoding':
          codings = true;
          chunked = /(^|,)\s*chunked\s*$/i.test(value);
          break;
        case 'connection':
          for (const token of value.toLowerCase().split(',')) {
            if (token.trim() === 'close') close = true;
            if (token.trim() === 'keep-alive') keep = true;
            if (token.trim() === 'upgrade') upgrade = true;
          }
      }
    }
    if (codings && length !== undefined) throw new ParseError('HPE_INVALID_TRANSFER_ENCODING', "Transfer-Encoding can't be present with Content-Length");
    if (this.isRequest && codings && !chunked) throw new ParseError('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
    message.upgrade = (upgrade && message.headers.some(([name]) => name.toLowerCase() === 'upgrade') && (this.isRequest || message.status === 101)) || message.method === 'CONNECT';
    const modern = message.major > 1 || (message.major === 1 && message.minor >= 1);
    message.shouldKeepAlive = modern ? !close : keep;
    const { status } = message;
    const bodiless = !this.isRequest && (status < 200 || status === 204 || status === 304);
    const untilClose = !this.isRequest && !bodiless && !chunked && length === undefined;
    if (untilClose) message.shouldKeepAlive = false;
    this.state = 'in head';
    const how = this.handler.onHead(message);
    if (how === 'upgrade') {
      this.state = 'upgraded';
    } else if (how === 'none' || bodiless || (!chunked && (length === 0 || (length === undefined && this.isRequest)))) {
      this.complete();
    } else if (chunked) {
      this.state = 'chunk size';
    } else if (length !== undefined) {
      this.state = 'length';
      this.left = length;
    } else {
      this.state = 'until close';
    }
  }

  chunked() { // false: more bytes are needed
    if (this.state === 'chunk size') {
      const line = this.line();
      if (line === undefined) return false;
      const size = /^([0-9a-fA-F]+)\s*(;.*)?$/.exec(line);
      if (!size) throw new ParseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
      this.left = parseInt(size[1], 16);
      this.state = this.left === 0 ? 'trailers' : 'chunk';
    } else if (this.state === 'chunk') {
      if (this.rest.length === 0) return false;
      const part = this.take(Math.min(this.left, this.rest.length));
      this.left -= part.length;
      if (this.left === 0) this.state = 'chunk end';
      this.handler.onBody(part);
    } else if (this.state === 'chunk end') {
      if (this.rest.length < 2) return false;
      if (this.rest[0] !== 13 || this.rest[1] !== 10) throw new ParseError('HPE_STRICT', 'Expected LF after chunk data');
      this.take(2);
      this.state = 'chunk size';
    } else { // trailers
      const line = this.line();
      if (line === undefined) return false;
      if (line !== '') this.trailers.push(headerOf(line));
      else this.complete();
    }
    return true;
  }
}

function headerOf(line) {
  const at = line.indexOf(':');
  const name = at < 0 ? line : line.slice(0, at);
  if (at <= 0 || !isToken(name)) throw new ParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
  const value = line.slice(at + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  if (/[\0\r\n]/.test(value)) throw new ParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
  return [name, value];
}

module.exports = { ParseError, Parser };
