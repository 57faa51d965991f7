'use strict';
// http.OutgoingMessage: a message on its way out, whose head is made when the first of its body is known.
const { nodeError, nodeMajor } = internal;
const { fromEntries } = require('internal/language');
const { Stream } = require('stream');
const { invalidArgType, validateString } = require('internal/validators');
const { utcDate, validateHeaderName, validateHeaderValue } = require('internal/http_common');

const kHighWaterMark = nodeMajor >= 22 ? 65536 : 16384;
const kCork = Symbol('corked');

function OutgoingMessage(options = undefined) {
  if (!(this instanceof OutgoingMessage)) return new OutgoingMessage(options);
  Reflect.apply(Stream, this, []);
  this.outputData = [];      // [bytes, callback] before there is a socket
  this.outputSize = 0;
  this.writable = true;
  this.destroyed = false;
  this._last = false;
  this.chunkedEncoding = false;
  this.shouldKeepAlive = true;
  this.maxRequestsOnConnectionReached = false;
  this._defaultKeepAlive = true;
  this.useChunkedEncodingByDefault = true;
  this.sendDate = false;
  this._removedConnection = false;
  this._removedContLen = false;
  this._removedTE = false;
  this.strictContentLength = false;
  this._contentLength = null;
  this._hasBody = true;
  this._trailer = '';
  this.finished = false;
  this._headerSent = false;
  this._closed = false;
  this.socket = null;
  this._header = null;
  this._keepAliveTimeout = 0;
  this._onPendingData = () => {};
  Object.defineProperties(this, {
    _fields: { value: new Map(), writable: true }, // lower case -> [name, value]
    _needDrain: { value: false, writable: true },
    _errored: { value: null, writable: true },
    _corked: { value: 0, writable: true },
    _corkedChunks: { value: [], writable: true },
  });
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

const define = (name, get, set = undefined) => Object.defineProperty(OutgoingMessage.prototype, name, { configurable: true, enumerable: false, get, set });
define('connection', function() { return this.socket; }, function(value) { this.socket = value; });
define('headersSent', function() { return !!this._header; });
define('closed', function() { return this._closed; });
define('errored', function() { return this._errored; });
define('writableEnded', function() { return this.finished; });
define('writableFinished', function() { return this.finished && this.outputSize === 0 && (!this.socket || this.socket.writableLength === 0); });
define('writableObjectMode', () => false);
define('writableLength', function() { return this.outputSize + (this.socket ? this.socket.writableLength : 0); });
define('writableHighWaterMark', function() { return this.socket ? this.socket.writableHighWaterMark : kHighWaterMark; });
define('writableCorked', function() { return this._corked; });
define('writableNeedDrain', function() { return !this.destroyed && !this.finished && this._needDrain; });

// --- header fields ---

const headersSent = (what) => nodeError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);
OutgoingMessage.prototype.setHeader = function setHeader(name, value) {
  if (this._header) throw headersSent('set');
  validateHeaderName(name);
  validateHeaderValue(name, value);
  this._fields.set(name.toLowerCase(), [name, value]);
  return this;
};
OutgoingMessage.prototype.setHeaders = function setHeaders(headers) {
  if (this._header) throw headersSent('set');
  if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function')
    throw invalidArgType('headers', 'an instance of Headers or Map', headers);
  for (const [name, value] of headers) this.setHeader(name, value);
  return this;
};
OutgoingMessage.prototype.appendHeader = function appendHeader(name, value) {
  if (this._header) throw headersSent('append');
  validateHeaderName(name);
  validateHeaderValue(name, value);
  const known = this._fields.get(name.toLowerCase());
  if (known) known[1] = [].concat(known[1], value);
  else this._fields.set(name.toLowerCase(), [name, value]);
  return this;
};
OutgoingMessage.prototype.getHeader = function getHeader(name) {
  validateString(name, 'name');
  return this._fields.get(name.toLowerCase())?.[1];
};
OutgoingMessage.prototype.hasHeader = function hasHeader(name) {
  validateString(name, 'name');
  return this._fields.has(name.toLowerCase());
};
OutgoingMessage.prototype.removeHeader = function removeHeader(name) {
  validateString(name, 'name');
  if (this._header) throw headersSent('remove');
  const key = name.toLowerCase();
  if (key === 'connection') this._removedConnection = true;
  if (key === 'content-length') this._removedContLen = true;
  if (key === 'transfer-encoding') this._removedTE = true;
  if (key === 'date') this.sendDate = false;
  this._fields.delete(key);
};
OutgoingMessage.prototype.getHeaderNames = function getHeaderNames() { return [...this._fields.keys()]; };
OutgoingMessage.prototype.getRawHeaderNames = function getRawHeaderNames() { return [...this._fields.values()].map(([name]) => name); };
OutgoingMessage.prototype.getHeaders = function getHeaders() {
  const headers = { __proto__: null };
  for (const [key, [, value]] of this._fields) headers[key] = value;
  return headers;
};
OutgoingMessage.prototype._renderHeaders = function() { return fromEntries(this._fields.values()); };
OutgoingMessage.prototype.addTrailers = function addTrailers(headers) {
  this._trailer = '';
  for (const [name, value] of Array.isArray(headers) ? headers : Object.entries(headers)) {
    validateHeaderName(name, 'Trailer name');
    validateHeaderValue(name, value);
    this._trailer += `${name}: ${value}\r\n`;
  }
};

// The head, from its first line and fields ([[name, value], …]) with what Node adds.
OutgoingMessage.prototype._storeHeader = function(firstLine, fields) {
  const seen = new Set();
  let header = firstLine;
  for (const [name, value] of fields) {
    for (const one of Array.isArray(value) && name.toLowerCase() !== 'cookie' ? value : [Array.isArray(value) ? value.join('; ') : value]) {
      validateHeaderName(name);
      validateHeaderValue(name, one);
      header += `${name}: ${one}\r\n`;
    }
    const key = name.toLowerCase();
    seen.add(key);
    if (key === 'connection') {
      this._removedConnection = false;
      if (/\bclose\b/i.test(value)) this._last = true;
      else this.shouldKeepAlive = true;
    } else if (key === 'transfer-encoding') {
      this._removedTE = false;
      if (/\bchunked\b/i.test(value)) this.chunkedEncoding = true;
    } else if (key === 'content-length') {
      this._contentLength = +value;
      this._removedContLen = false;
    } else if (key === 'keep-alive') {
      this._defaultKeepAlive = false;
    }
  }
  if (this.sendDate && !seen.has('date')) header += `Date: ${utcDate()}\r\n`;
  // 204 and 304 have no body: no length of one either.
  if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
    this.chunkedEncoding = false;
    this.shouldKeepAlive = false;
  }
  if (this._removedConnection) {
    this._last = !this.shouldKeepAlive;
  } else if (!seen.has('connection')) {
    const keep = this.shouldKeepAlive && (seen.has('content-length') || this.useChunkedEncodingByDefault || this.agent);
    if (keep && !this.maxRequestsOnConnectionReached) {
      header += 'Connection: keep-alive\r\n';
      if (this._keepAliveTimeout && this._defaultKeepAlive) {
        const most = ~~this._maxRequestsPerSocket > 0 ? `, max=${this._maxRequestsPerSocket}` : '';
        header += `Keep-Alive: timeout=${Math.floor(this._keepAliveTimeout / 1000)}${most}\r\n`;
      }
    } else if (!keep || this.maxRequestsOnConnectionReached) {
      this._last = true;
      header += 'Connection: close\r\n';
    }
  }
  if (!seen.has('content-length') && !seen.has('transfer-encoding')) {
    if (!this._hasBody) {
      this.chunkedEncoding = false;
    } else if (!this.useChunkedEncodingByDefault) {
      this._last = true;
    } else if (!this._trailer && !this._removedContLen && typeof this._contentLength === 'number') {
      header += `Content-Length: ${this._contentLength}\r\n`;
    } else if (!this._removedTE) {
      header += 'Transfer-Encoding: chunked\r\n';
      this.chunkedEncoding = true;
    }
  }
  if (this.chunkedEncoding !== true && seen.has('trailer')) throw nodeError(Error, 'ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding');
  this._header = `${header}\r\n`;
  this._headerSent = false;
  if (seen.has('expect')) this._send('');
};

// --- the body ---

OutgoingMessage.prototype._send = function(data, encoding, callback) {
  if (!this._headerSent) {
    // Head and first part go out as one if both are text.
    if (typeof data === 'string' && (encoding === 'utf8' || encoding === 'latin1' || !encoding)) {
      data = this._header + data;
      if (!encoding) encoding = 'latin1';
    } else {
      this._queueRaw(this._header, 'latin1', undefined, true);
    }
    this._headerSent = true;
  }
  return this._queueRaw(data, encoding, callback);
};
OutgoingMessage.prototype._queueRaw = function(data, encoding, callback, isHead = false) {
  const { socket } = this;
  if (socket && socket.destroyed) return false;
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length > 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  const entry = [data, encoding, callback];
  if (isHead) this.outputData.unshift(entry);
  else this.outputData.push(entry);
  this.outputSize += data.length;
  this._onPendingData(data.length);
  return this.outputSize < kHighWaterMark;
};
OutgoingMessage.prototype._flushOutput = function(socket) {
  const entries = this.outputData;
  if (entries.length === 0) return undefined;
  this.outputData = [];
  const size = this.outputSize;
  this.outputSize = 0;
  socket.cork();
  let result;
  for (const [data, encoding, callback] of entries) result = socket.write(data, encoding, callback);
  socket.uncork();
  this._onPendingData(-size);
  return result;
};
OutgoingMessage.prototype._flush = function() {
  const { socket } = this;
  if (!socket || !socket.writable) return;
  const result = this._flushOutput(socket);
  if (this.finished) {
    this._finish();
  } else if (result && this._needDrain) {
    this._needDrain = false;
    this.emit('drain');
  }
};
OutgoingMessage.prototype._implicitHeader = function() {
  throw nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented');
};

OutgoingMessage.prototype.write = function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') [callback, encoding] = [encoding, null];
  const result = writeChunk(this, chunk, encoding, callback, false);
  if (!result) this._needDrain = true;
  return result;
};
function writeChunk(message, chunk, encoding, callback, fromEnd) {
  if (typeof callback !== 'function') callback = () => {};
  if (chunk === null) throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) throw invalidArgType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
  let error;
  if (message.finished) error = nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
  else if (message.destroyed) error = nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
  if (error) {
    if (!message.destroyed) failLater(message, error, callback);
    else process.nextTick(callback, error);
    return false;
  }
  const length = Buffer.byteLength(chunk, encoding);
  if (!message._header) {
    if (fromEnd) message._contentLength ??= length;
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message.rejectNonStandardBodyWrites) throw nodeError(Error, 'ERR_HTTP_BODY_NOT_ALLOWED', 'Adding content for this request method or response status is not allowed.');
    process.nextTick(callback);
    return true;
  }
  if (!fromEnd && message.socket && !message.socket.writableCorked && !message[kCork]) {
    // What is written in one go leaves in one segment.
    message[kCork] = true;
    const { socket } = message;
    socket.cork();
    process.nextTick(() => {
      message[kCork] = false;
      socket.uncork();
    });
  }
  if (message.chunkedEncoding && chunk.length !== 0) {
    message._send(length.toString(16), 'latin1', null);
    message._send('\r\n', 'latin1', null);
    message._send(chunk, encoding, null);
    return message._send('\r\n', null, callback);
  }
  return message._send(chunk, encoding, callback);
}
Object.defineProperty(OutgoingMessage.prototype, kCork, { value: false, writable: true });

function failLater(message, error, callback) {
  process.nextTick(() => {
    callback(error);
    if (typeof message.emit === 'function' && !message.destroyed) message.emit('error', error);
  });
}
OutgoingMessage.prototype._finish = function() {
  this.emit('prefinish');
};
OutgoingMessage.prototype.end = function end(chunk, encoding, callback) {
  if (typeof chunk === 'function') [callback, chunk, encoding] = [chunk, null, null];
  else if (typeof encoding === 'function') [callback, encoding] = [encoding, null];
  if (chunk !== null && chunk !== undefined) {
    if (this.finished) {
      failLater(this, nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end'), typeof callback === 'function' ? callback : () => {});
      return this;
    }
    if (this.socket) this.socket.cork();
    writeChunk(this, chunk, encoding, null, true);
  } else if (this.finished) {
    if (typeof callback === 'function') {
      if (!this.writableFinished) this.on('finish', callback);
      else process.nextTick(callback, nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
    }
    return this;
  } else if (!this._header) {
    if (this.socket) this.socket.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof callback === 'function' && nodeMajor < 24) this.once('finish', callback);
  const finish = () => {
    if (typeof callback === 'function' && nodeMajor >= 24) callback(); // from 24 on before the listeners
    this.emit('finish');
  };
  if (this._hasBody && this.chunkedEncoding) this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
  else if (!this._headerSent || this.writableLength || chunk) this._send('', 'latin1', finish);
  else process.nextTick(finish);
  if (this.socket) {
    for (let corked = this.socket.writableCorked; corked > 0; corked--) this.socket.uncork();
  }
  this[kCork] = false;
  this.finished = true;
  if (this.outputData.length === 0 && this.socket && this.socket._httpMessage === this) this._finish();
  return this;
};
OutgoingMessage.prototype.cork = function cork() {
  this._corked++;
  if (this.socket) this.socket.cork();
};
OutgoingMessage.prototype.uncork = function uncork() {
  if (this._corked > 0) this._corked--;
  if (this.socket) this.socket.uncork();
};
OutgoingMessage.prototype.flushHeaders = function flushHeaders() {
  if (!this._header) this._implicitHeader();
  this._send('');
};
OutgoingMessage.prototype.setTimeout = function setTimeout(ms, callback) {
  if (callback) this.on('timeout', callback);
  if (!this.socket) this.once('socket', (socket) => socket.setTimeout(ms));
  else this.socket.setTimeout(ms);
  return this;
};
OutgoingMessage.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this._errored = error;
  if (this.socket) this.socket.destroy(error);
  else this.once('socket', (socket) => socket.destroy(error));
  return this;
};
OutgoingMessage.prototype.pipe = function pipe() {
  this.emit('error', nodeError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
};

module.exports = { OutgoingMessage };
