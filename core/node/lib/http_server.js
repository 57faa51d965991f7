'use strict';
// http.Server and http.ServerResponse.
const { nodeError, nodeMajor, invalidArgType } = internal;
const { last } = require('internal/language');
const net = require('net');
const { performance } = require('perf_hooks');
const { outOfRange, validateInteger } = require('internal/validators');
const { IncomingMessage } = require('internal/http_incoming');
const { OutgoingMessage } = require('internal/http_outgoing');
const { STATUS_CODES, connectionReset } = require('internal/http_common');
const { Parser } = require('internal/http_parser');

// --- ServerResponse ---

function ServerResponse(request, options = undefined) {
  if (!(this instanceof ServerResponse)) return new ServerResponse(request, options);
  Reflect.apply(OutgoingMessage, this, [options]);
  this.req = request;
  if (request.method === 'HEAD') this._hasBody = false;
  this.sendDate = true;
  this._sent100 = false;
  this._expect_continue = false;
  if (request.httpVersionMajor < 1 || request.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = request.headers.te?.includes('chunked') ?? false;
    this.shouldKeepAlive = false;
  }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);
ServerResponse.prototype.statusCode = 200;
ServerResponse.prototype.statusMessage = undefined;

ServerResponse.prototype._finish = function() {
  OutgoingMessage.prototype._finish.call(this);
};
ServerResponse.prototype.assignSocket = function assignSocket(socket) {
  if (socket._httpMessage) throw nodeError(Error, 'ERR_HTTP_SOCKET_ASSIGNED', 'Socket already assigned');
  socket._httpMessage = this;
  socket.on('close', onResponseSocketClose);
  this.socket = socket;
  this.emit('socket', socket);
  this._flush();
};
ServerResponse.prototype.detachSocket = function detachSocket(socket) {
  socket.removeListener('close', onResponseSocketClose);
  socket._httpMessage = null;
  this.socket = null;
};
function onResponseSocketClose() {
  if (!this._httpMessage) return;
  emitClose(this._httpMessage);
}
function emitClose(response) {
  response.destroyed = true;
  response._closed = true;
  response.emit('close');
}
ServerResponse.prototype.writeContinue = function writeContinue(callback) {
  this._writeRaw100('HTTP/1.1 100 Continue\r\n\r\n', callback);
  this._sent100 = true;
};
ServerResponse.prototype._writeRaw100 = function(text, callback) { this._queueRaw(text, 'latin1', callback); };
ServerResponse.prototype.writeProcessing = function writeProcessing(callback) { this._writeRaw100('HTTP/1.1 102 Processing\r\n\r\n', callback); };
ServerResponse.prototype.writeEarlyHints = function writeEarlyHints(hints, callback) {
  let head = 'HTTP/1.1 103 Early Hints\r\n';
  if (!hints.link) return;
  head += `Link: ${[].concat(hints.link).join(', ')}\r\n`;
  for (const [name, value] of Object.entries(hints)) if (name !== 'link') head += `${name}: ${value}\r\n`;
  this._writeRaw100(`${head}\r\n`, callback);
};
ServerResponse.prototype._implicitHeader = function() { this.writeHead(this.statusCode); };
ServerResponse.prototype.writeHead = function writeHead(statusCode, reason, fields) {
  if (this._header) throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
  const original = statusCode;
  statusCode |= 0;
  if (statusCode < 100 || statusCode > 999) throw nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${original}`);
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    this.statusMessage ||= STATUS_CODES[statusCode] || 'unknown';
    fields ??= reason;
  }
  this.statusCode = statusCode;
  let list = [...this._fields.values()];
  if (Array.isArray(fields)) {
    if (Array.isArray(fields[0])) list.push(...fields);
    else if (fields.length % 2 !== 0) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'headers' is invalid. Received ${JSON.stringify(fields)}`);
    else for (let i = 0; i < fields.length; i += 2) list.push([fields[i], fields[i + 1]]);
  } else if (fields) {
    if (this._fields.size > 0) {
      for (const key of Object.keys(fields)) if (key) this.setHeader(key, fields[key]);
      list = [...this._fields.values()];
    } else {
      list = Object.entries(fields);
    }
  }
  if (/[^\t\x20-\x7e\x80-\xff]/.test(this.statusMessage)) throw nodeError(TypeError, 'ERR_INVALID_CHAR', 'Invalid character in statusMessage');
  if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode <= 199)) this._hasBody = false;
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${statusCode} ${this.statusMessage}\r\n`, list);
  return this;
};
ServerResponse.prototype.writeHeader = ServerResponse.prototype.writeHead;

// --- Server ---

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === 'function') [listener, options] = [options, {}];
  else if (options === null || options === undefined) options = {};
  else if (typeof options !== 'object') throw invalidArgType('options', 'of type object', options);
  storeOptions(this, options);
  Reflect.apply(net.Server, this, [{ allowHalfOpen: true, noDelay: options.noDelay ?? true, keepAlive: options.keepAlive, highWaterMark: options.highWaterMark }]);
  if (listener) this.on('request', listener);
  this.httpAllowHalfOpen = false;
  this.on('connection', onConnection);
  this.on('listening', watchConnections);
  this.timeout = nodeMajor < 13 ? 120000 : 0;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this._connected = new Set(); // sockets, with what they are about
  Object.defineProperty(this, '_connected', { enumerable: false });
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);

function storeOptions(server, options) {
  server._IncomingMessage = options.IncomingMessage || IncomingMessage;
  server._ServerResponse = options.ServerResponse || ServerResponse;
  server.maxHeaderSize = options.maxHeaderSize ?? 16384;
  const number = (name, fallback) => {
    if (options[name] === undefined) return fallback;
    validateInteger(options[name], name, 0);
    return options[name];
  };
  server.requestTimeout = number('requestTimeout', nodeMajor >= 18 ? 300000 : 0);
  server.headersTimeout = options.headersTimeout !== undefined ? number('headersTimeout') : server.requestTimeout > 0 ? Math.min(60000, server.requestTimeout) : 60000;
  if (server.requestTimeout > 0 && server.headersTimeout > 0 && server.headersTimeout > server.requestTimeout) throw outOfRange('headersTimeout', '<= requestTimeout', options.headersTimeout);
  server.keepAliveTimeout = number('keepAliveTimeout', 5000);
  server.keepAliveTimeoutBuffer = number('keepAliveTimeoutBuffer', nodeMajor >= 24 ? 1000 : 0);
  server.connectionsCheckingInterval = number('connectionsCheckingInterval', 30000);
  server.requireHostHeader = options.requireHostHeader ?? true;
  server.joinDuplicateHeaders = options.joinDuplicateHeaders;
  server.rejectNonStandardBodyWrites = options.rejectNonStandardBodyWrites ?? false;
}

Server.prototype.setTimeout = function setTimeout(ms, callback) {
  this.timeout = ms;
  if (callback) this.on('timeout', callback);
  return this;
};
Server.prototype.close = function close(...args) {
  clearInterval(this._watch);
  if (nodeMajor >= 19) this.closeIdleConnections();
  return net.Server.prototype.close.apply(this, args);
};
Server.prototype.closeAllConnections = function closeAllConnections() {
  for (const socket of [...this._connected]) socket.destroy();
};
Server.prototype.closeIdleConnections = function closeIdleConnections() {
  for (const socket of [...this._connected]) if (!socket._httpMessage && socket._state.served && socket._state.parser.idle) socket.destroy();
};

// Connections whose head or request takes too long are looked for now and then.
function watchConnections() {
  clearInterval(this._watch);
  const interval = setInterval(() => {
    for (const socket of [...this._connected]) {
      const { begun, headDone } = socket._state;
      if (begun === undefined) continue;
      const age = performance.now() - begun;
      if ((this.headersTimeout > 0 && !headDone && age > this.headersTimeout) || (this.requestTimeout > 0 && age > this.requestTimeout))
        onSocketError.call(socket, nodeError(Error, 'ERR_HTTP_REQUEST_TIMEOUT', 'Request timeout'));
    }
  }, this.connectionsCheckingInterval);
  interval.unref();
  Object.defineProperty(this, '_watch', { value: interval, configurable: true, writable: true });
}

function onConnection(socket) {
  const server = this;
  if (server.timeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.timeout);
  socket.on('timeout', onSocketTimeout);
  const state = { server, incoming: [], outgoing: [], keepAlive: false, served: false, begun: performance.now(), headDone: false, requests: 0 };
  const parser = new Parser(true, {
    onHead: (head) => onRequest(server, socket, state, head),
    onBody: (bytes) => {
      const message = state.current;
      if (message && !message._dumped && !message.push(bytes)) socket.pause();
    },
    onEnd: (trailers) => {
      const message = state.current;
      state.begun = undefined;
      if (!message) return;
      message.complete = true;
      message._setTrailers(trailers);
      message.push(null);
      if (!message.upgrade) state.current = undefined;
    },
  }, server.maxHeaderSize);
  state.parser = parser;
  Object.defineProperty(socket, '_state', { value: state, configurable: true, writable: true });
  Object.defineProperty(socket, 'parser', { value: parser, configurable: true, writable: true });
  socket._httpMessage = null;
  server._connected.add(socket);
  socket.on('error', onSocketError);
  socket.on('data', state.onData = (bytes) => {
    if (state.begun === undefined) {
      state.begun = performance.now();
      state.headDone = false;
    }
    let upgraded;
    try {
      upgraded = parser.execute(bytes);
    } catch (error) {
      error.rawPacket = bytes;
      error.bytesParsed = 0;
      onSocketError.call(socket, error);
      return;
    }
    if (upgraded) onUpgrade(server, socket, state, upgraded);
  });
  socket.on('end', state.onEnd = () => {
    if (!parser.finish()) {
      const error = Object.assign(new Error('Parse Error: Invalid EOF state'), { code: 'HPE_INVALID_EOF_STATE', reason: 'Invalid EOF state', bytesParsed: 0 });
      onSocketError.call(socket, error);
      return;
    }
    if (!server.httpAllowHalfOpen) {
      if (nodeMajor < 16) abortIncoming(state);
      socket.end();
    } else if (state.outgoing.length > 0) {
      last(state.outgoing)._last = true;
    } else if (socket._httpMessage) {
      socket._httpMessage._last = true;
    } else {
      socket.end();
    }
  });
  socket.on('close', () => {
    parser.stopped = true;
    server._connected.delete(socket);
    abortIncoming(state);
  });
  socket.on('drain', () => {
    const message = socket._httpMessage;
    if (message && !message.finished && message._needDrain) {
      message._needDrain = false;
      message.emit('drain');
    }
  });
}
function abortIncoming(state) {
  for (const request of state.incoming.splice(0)) request.destroy(connectionReset('aborted'));
}
function onSocketTimeout() {
  const request = this._state.current ?? this._state.incoming[0];
  const toRequest = request && !request.complete && request.emit('timeout', this);
  const response = this._httpMessage;
  const toResponse = response && response.emit('timeout', this);
  const toServer = this._state.server.emit('timeout', this);
  if (!toRequest && !toResponse && !toServer) this.destroy();
}
const kAnswers = { HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 };
function onSocketError(error) {
  this.removeListener('error', onSocketError);
  if (this.listenerCount('error') === 0) this.on('error', () => {});
  if (this._state.server.emit('clientError', error, this)) return;
  if (this.writable && (!this._httpMessage || !this._httpMessage._headerSent)) {
    const status = kAnswers[error.code] ?? 400;
    this.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, 'latin1');
  }
  if (this._httpMessage) abortIncoming(this._state);
  this.destroy(error);
}

function onRequest(server, socket, state, head) {
  const request = new server._IncomingMessage(socket);
  request._setHead(head);
  request.method = head.method;
  request.url = head.url;
  state.headDone = true;
  state.current = request;
  if (request.upgrade) {
    request.upgrade = request.method === 'CONNECT' || server.listenerCount('upgrade') > 0;
    if (request.upgrade) {
      state.upgrading = request;
      return 'upgrade';
    }
  }
  state.incoming.push(request);
  if (state.served && server.keepAliveTimeout > 0) socket.setTimeout(server.timeout || 0); // it is idle no more
  const response = new server._ServerResponse(request, { highWaterMark: socket.writableHighWaterMark, rejectNonStandardBodyWrites: server.rejectNonStandardBodyWrites });
  response._keepAliveTimeout = server.keepAliveTimeout;
  response._maxRequestsPerSocket = server.maxRequestsPerSocket;
  response.shouldKeepAlive = head.shouldKeepAlive;
  response._onPendingData = () => {};
  if (socket._httpMessage) state.outgoing.push(response); // it is another one's turn
  else response.assignSocket(socket);
  response.on('finish', () => onResponseFinish(server, socket, state, request, response));

  if (head.major === 1 && head.minor === 1) {
    if (server.requireHostHeader && request.headers.host === undefined) {
      response.writeHead(400, ['Connection', 'close']);
      response.end();
      return undefined;
    }
    state.requests++;
    if (server.maxRequestsPerSocket > 0) {
      response.maxRequestsOnConnectionReached = server.maxRequestsPerSocket <= state.requests;
      if (server.maxRequestsPerSocket < state.requests) {
        server.emit('dropRequest', request, socket);
        response.writeHead(503);
        response.end();
        return undefined;
      }
    }
    const { expect } = request.headers;
    if (expect !== undefined) {
      if (/(?:^|\W)100-continue(?:$|\W)/i.test(expect)) {
        response._expect_continue = true;
        if (server.listenerCount('checkContinue') > 0) {
          server.emit('checkContinue', request, response);
          return undefined;
        }
        response.writeContinue();
      } else if (server.listenerCount('checkExpectation') > 0) {
        server.emit('checkExpectation', request, response);
        return undefined;
      } else {
        response.writeHead(417);
        response.end();
        return undefined;
      }
    }
  }
  server.emit('request', request, response);
  return undefined;
}

function onResponseFinish(server, socket, state, request, response) {
  const at = state.incoming.indexOf(request);
  if (at >= 0) state.incoming.splice(at, 1);
  if (!request._consumed) request._dump();
  if (response.detached) return;
  response.detachSocket(socket);
  process.nextTick(emitClose, response);
  if (response._last) {
    if (typeof socket.destroySoon === 'function') socket.destroySoon();
    else socket.end();
  } else if (state.outgoing.length === 0) {
    state.served = true;
    if (server.keepAliveTimeout && typeof socket.setTimeout === 'function') socket.setTimeout(server.keepAliveTimeout + server.keepAliveTimeoutBuffer);
    if (nodeMajor >= 19 && !server.listening && state.parser.idle) socket.destroySoon();
  } else {
    state.outgoing.shift()?.assignSocket(socket);
  }
}

function onUpgrade(server, socket, state, rest) {
  const request = state.upgrading;
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  socket.removeListener('data', state.onData);
  socket.removeListener('end', state.onEnd);
  socket.removeListener('error', onSocketError);
  server._connected.delete(socket);
  socket.readableFlowing = null;
  if (server.listenerCount(event) > 0) server.emit(event, request, socket, rest);
  else socket.destroy();
}

module.exports = { Server, ServerResponse, _connectionListener: onConnection };
