'use strict';
// http.ClientRequest.
const { nodeError, invalidArgType } = internal;
const net = require('net');
const { abortError, validateAbortSignal, validateInteger } = require('internal/validators');
const { IncomingMessage } = require('internal/http_incoming');
const { OutgoingMessage } = require('internal/http_outgoing');
const { connectionReset, isToken } = require('internal/http_common');
const { Parser } = require('internal/http_parser');
const agents = require('internal/http_agent');

const kWithoutBody = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
const kBadPath = /[^\u0021-\u00ff]/;

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') throw invalidArgType(`options.${name}`, 'of type string or one of undefined or null', host);
  return host;
}

function ClientRequest(input, options, callback) {
  Reflect.apply(OutgoingMessage, this, []);
  if (typeof input === 'string') {
    input = require('url').urlToHttpOptions(new URL(input));
  } else if (input instanceof URL) {
    input = require('url').urlToHttpOptions(input);
  } else {
    [callback, options, input] = [options, input, null];
  }
  if (typeof options === 'function') {
    callback = options;
    options = input || {};
  } else {
    options = { ...input, ...options };
  }
  let { agent } = options;
  const defaultAgent = options._defaultAgent || agents.globalAgent;
  if (agent === false) agent = new defaultAgent.constructor();
  else if (agent === null || agent === undefined) {
    if (typeof options.createConnection !== 'function') agent = defaultAgent;
  } else if (typeof agent.addRequest !== 'function') {
    throw invalidArgType('options.agent', 'an instance of Agent-like Object, undefined, or false', agent);
  }
  this.agent = agent;
  const protocol = options.protocol || defaultAgent.protocol;
  const expected = this.agent?.protocol ?? defaultAgent.protocol;
  if (options.path && kBadPath.test(`${options.path}`)) throw nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  if (protocol !== expected) throw nodeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
  const defaultPort = options.defaultPort || this.agent?.defaultPort;
  const port = options.port = options.port || defaultPort || 80;
  const host = options.host = checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost';
  const setHost = options.setHost !== undefined ? Boolean(options.setHost) : options.setDefaultHeaders !== false;
  this._removedConnection = options.setDefaultHeaders === false;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) {
    this.timeout = options.timeout;
    validateInteger(options.timeout, 'timeout', 0);
  }
  const { signal } = options;
  if (signal) {
    validateAbortSignal(signal, 'options.signal');
    const abort = () => this.destroy(abortError(signal));
    if (signal.aborted) process.nextTick(abort);
    else signal.addEventListener('abort', abort, { once: true });
  }
  let { method } = options;
  if (method !== null && method !== undefined && typeof method !== 'string') throw invalidArgType('options.method', 'of type string', method);
  if (method) {
    if (!isToken(method)) throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`);
    method = this.method = method.toUpperCase();
  } else {
    method = this.method = 'GET';
  }
  this.maxHeaderSize = options.maxHeaderSize;
  this.joinDuplicateHeaders = options.joinDuplicateHeaders;
  this.path = options.path || '/';
  if (callback) this.once('response', callback);
  this.useChunkedEncodingByDefault = !kWithoutBody.has(method);
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;
  if (this.agent) {
    if (!this.agent.keepAlive && !Number.isFinite(this.agent.maxSockets)) {
      this._last = true;
      this.shouldKeepAlive = false;
    } else {
      this._last = false;
      this.shouldKeepAlive = true;
    }
  }
  const list = Array.isArray(options.headers);
  if (!list) {
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, value);
    if (host && !this.getHeader('host') && setHost) {
      let text = host.includes(':') && host.indexOf(':') !== host.lastIndexOf(':') && host[0] !== '[' ? `[${host}]` : host;
      if (port && +port !== defaultPort) text += `:${port}`;
      this.setHeader('Host', text);
    }
    if (options.auth && !this.getHeader('Authorization')) this.setHeader('Authorization', `Basic ${Buffer.from(options.auth).toString('base64')}`);
    if (this.getHeader('expect')) {
      if (this._header) throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot render headers after they are sent to the client');
      this._implicitHeader();
    }
  } else {
    const fields = Array.isArray(options.headers[0]) ? options.headers : Array.from({ length: options.headers.length / 2 }, (_, i) => options.headers.slice(2 * i, 2 * i + 2));
    if (setHost && !fields.some(([name]) => name.toLowerCase() === 'host')) fields.unshift(['Host', port && +port !== defaultPort ? `${host}:${port}` : host]);
    this._storeHeader(`${method} ${this.path} HTTP/1.1\r\n`, fields);
  }
  this._options = options;
  Object.defineProperty(this, '_options', { enumerable: false });

  if (this.agent) {
    this.agent.addRequest(this, { ...options });
  } else {
    this._last = true;
    this.shouldKeepAlive = false;
    let called = false;
    const made = (error, socket) => {
      if (called) return;
      called = true;
      if (error) process.nextTick(() => this.emit('error', error));
      else this.onSocket(socket);
    };
    const socket = typeof options.createConnection === 'function' ? options.createConnection(options, made) : net.createConnection(options);
    if (socket) made(null, socket);
  }
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

ClientRequest.prototype._implicitHeader = function() {
  if (this._header) throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot render headers after they are sent to the client');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1\r\n`, [...this._fields.values()]);
};
ClientRequest.prototype._finish = function() {
  OutgoingMessage.prototype._finish.call(this);
};
ClientRequest.prototype.abort = function abort() {
  if (this.aborted) return;
  this.aborted = true;
  process.nextTick(() => this.emit('abort'));
  this.destroy();
};
ClientRequest.prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.res) this.res._dump();
  this._errored = error;
  if (this.socket) {
    destroySocket(this, this.socket, error);
  } else if (error || !this._sawSocket) {
    this._pendingDestroy = true;
    if (this.agent) {
      // It may still wait for a place.
      for (const list of Object.values(this.agent.requests)) {
        const at = list.indexOf(this);
        if (at >= 0) {
          list.splice(at, 1);
          process.nextTick(() => closedBeforeSocket(this, error));
        }
      }
    }
  }
  return this;
};
Object.defineProperties(ClientRequest.prototype, {
  _pendingDestroy: { value: false, writable: true },
  _sawSocket: { value: false, writable: true },
  _errorTold: { value: false, writable: true },
});
function destroySocket(request, socket, error) {
  if (!request.agent || request.socket) socket.destroy(error);
  else socket.emit('free');
  if (request.res === null && !request._errorTold && !error) error = connectionReset();
  if (error && socket.listenerCount('error') === 0) tellError(request, error);
}
function closedBeforeSocket(request, error) {
  tellError(request, error ?? connectionReset());
  request._closed = true;
  request.emit('close');
}
function tellError(request, error) {
  if (request._errorTold) return;
  request._errorTold = true;
  request.emit('error', error);
}

ClientRequest.prototype.onSocket = function onSocket(socket, error = undefined) {
  process.nextTick(() => {
    if (this.destroyed || error) {
      const reason = this._errored ?? error ?? connectionReset();
      if (socket) {
        if (!error && this.agent && !socket.destroyed) socket.emit('free');
        else socket.destroy(error);
      }
      tellError(this, reason);
      this._closed = true;
      this.emit('close');
      return;
    }
    useSocket(this, socket);
  });
};

function useSocket(request, socket) {
  request._sawSocket = true;
  const parser = new Parser(false, {
    onHead: (head) => onResponse(request, socket, head),
    onBody: (bytes) => {
      const { res } = request;
      if (res && !res._dumped && !res.push(bytes)) socket.pause();
    },
    onEnd: (trailers) => {
      const { res } = request;
      if (!res || request._informational) return;
      res.complete = true;
      res._setTrailers(trailers);
      res.push(null);
    },
  }, request.maxHeaderSize ?? 16384);
  request.socket = socket;
  request.parser = parser;
  socket.parser = parser;
  socket._httpMessage = request;
  const onData = (bytes) => {
    let upgraded;
    try {
      upgraded = parser.execute(bytes);
    } catch (error) {
      error.bytesParsed = 0;
      error.rawPacket = bytes;
      release();
      socket.removeListener('error', onError);
      socket.removeListener('end', onEnd);
      socket.on('error', () => {});
      socket.destroy();
      request.socket._hadError = true;
      tellError(request, error);
      return;
    }
    if (upgraded) {
      release();
      socket.removeListener('close', onClose);
      socket.removeListener('error', onError);
      const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
      request.upgradeOrConnect = true;
      request.destroyed = true;
      socket.emit('agentRemove');
      if (request.listenerCount(event) > 0) {
        socket.readableFlowing = null;
        request.emit(event, request.res, socket, upgraded);
        request._closed = true;
        request.emit('close');
      } else {
        socket.destroy();
      }
    }
  };
  const onEnd = () => {
    if (!request.res && !socket._hadError) {
      socket._hadError = true;
      tellError(request, connectionReset());
    }
    parser.finish();
    socket.end();
  };
  const onError = (error) => {
    if (request) {
      socket._hadError = true;
      tellError(request, error);
    }
    parser.stopped = true;
    socket.destroy();
  };
  const onClose = () => {
    const { res } = request;
    request.destroyed = true;
    if (!parser.stopped) parser.finish();
    parser.stopped = true;
    if (res) {
      if (!res.complete) res.destroy(connectionReset('aborted'));
      request._closed = true;
      request.emit('close');
      if (!res.aborted && res.readable) res.push(null);
    } else {
      if (!socket._hadError) {
        socket._hadError = true;
        tellError(request, connectionReset());
      }
      request._closed = true;
      request.emit('close');
    }
    request.outputData = [];
  };
  const onDrain = () => {
    if (!request.finished && request._needDrain) {
      request._needDrain = false;
      request.emit('drain');
    }
  };
  const onTimeout = () => request.emit('timeout');
  const release = () => {
    socket.removeListener('data', onData);
    socket.removeListener('end', onEnd);
    socket.removeListener('drain', onDrain);
    if (request.timeoutListener) socket.removeListener('timeout', request.timeoutListener);
  };
  Object.defineProperty(request, '_release', {
    configurable: true,
    value: () => {
      release();
      socket.removeListener('close', onClose);
      socket.removeListener('error', onError);
      socket.parser = null;
    },
  });
  socket.on('error', onError);
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  socket.on('drain', onDrain);
  if (request.timeout !== undefined || request.agent?.options?.timeout) {
    request.timeoutListener = onTimeout;
    socket.once('timeout', onTimeout);
  }
  Object.defineProperty(request, 'timeoutListener', { value: request.timeoutListener, enumerable: false, writable: true, configurable: true });
  request.emit('socket', socket);
  request._flush();
}

ClientRequest.prototype.setTimeout = function setTimeout(ms, callback) {
  if (this._ended) return this;
  if (callback) this.once('timeout', callback);
  this.timeout = ms;
  const listen = (socket) => {
    if (!this.timeoutListener) {
      this.timeoutListener = () => this.emit('timeout');
      socket.once('timeout', this.timeoutListener);
    }
    if (socket.connecting) socket.once('connect', () => socket.setTimeout(ms));
    else socket.setTimeout(ms);
  };
  if (this.socket) listen(this.socket);
  else this.once('socket', listen);
  return this;
};
for (const name of ['setNoDelay', 'setSocketKeepAlive']) ClientRequest.prototype[name] = { [name]() {} }[name];
ClientRequest.prototype.clearTimeout = function clearTimeout(callback) { this.setTimeout(0, callback); };

function onResponse(request, socket, head) {
  if (request.res && !request._informational) { // a second answer: not one of ours
    socket.destroy();
    return undefined;
  }
  const { status } = head;
  const response = new IncomingMessage(socket);
  response._setHead(head);
  response.statusCode = status;
  response.statusMessage = head.statusText;
  response.req = request;
  if (request.method === 'CONNECT') {
    request.res = response;
    return 'upgrade';
  }
  if (head.upgrade && status === 101) {
    request.res = response;
    return 'upgrade';
  }
  if (status >= 100 && status < 200 && status !== 101) {
    request._informational = true;
    if (status === 100) request.emit('continue');
    request.emit('information', { statusCode: status, statusMessage: head.statusText, httpVersion: response.httpVersion, httpVersionMajor: head.major, httpVersionMinor: head.minor, headers: response.headers, rawHeaders: response.rawHeaders });
    return 'none';
  }
  request._informational = false;
  if (request.shouldKeepAlive && !head.shouldKeepAlive && !request.upgradeOrConnect) request.shouldKeepAlive = false;
  request.res = response;
  const end = () => onResponseEnd(request, response, socket);
  response.on('end', end);
  request.on('finish', () => { if (response._sawEnd) freeWhenDone(request, socket); });
  const handled = request.aborted || request.emit('response', response);
  if (!handled) response._dump();
  return request.method === 'HEAD' ? 'none' : undefined;
}
Object.defineProperty(ClientRequest.prototype, '_informational', { value: false, writable: true });

function onResponseEnd(request, response, socket) {
  request._ended = true;
  Object.defineProperty(response, '_sawEnd', { value: true, configurable: true });
  if (!request.shouldKeepAlive) {
    if (socket.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
    return;
  }
  freeWhenDone(request, socket);
}
// The connection goes back to the agent once the request is sent and the response is read.
function freeWhenDone(request, socket) {
  if (!request.shouldKeepAlive || !request.writableFinished || request._freed || socket.destroyed) return;
  Object.defineProperty(request, '_freed', { value: true, configurable: true });
  if (request.timeoutListener) {
    socket.setTimeout(0);
    socket.removeListener('timeout', request.timeoutListener);
  }
  request._release();
  process.nextTick(() => {
    request._closed = true;
    request.destroyed = true;
    request.emit('close');
    if (request.socket) request.socket.emit('free');
  });
}

module.exports = { ClientRequest };
