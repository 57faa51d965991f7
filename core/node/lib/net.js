'use strict';
// net (https://nodejs.org/api/net.html): TCP over the machine's loopback interface. Pipes are not simulated yet.
const { inspect, nodeMajor, tcpClose, tcpConnect, tcpListen, tcpName, tcpNew, tcpQueued, tcpRead, tcpReference, tcpShutdown, tcpWrite } = internal;
const { flat, last } = require('internal/language');
const { abortError, invalidArgType, invalidArgValue, missingArgs, nodeError, validateAbortSignal, validateFunction, validateNumber, validatePort } = require('internal/validators');
const { isIP, isIPv4, isIPv6 } = require('internal/ip');
const systemErrors = require('internal/system_errors');
const EventEmitter = require('events');
const stream = require('stream');
const notSimulated = require('internal/not_simulated');

const kBacklog = 511;
const kTimeoutMost = 2 ** 31 - 1;
let autoSelectFamily = nodeMajor >= 20;
let attemptTimeout = nodeMajor >= 24 ? 500 : 250;

// (port, host, callback), (path, callback) or (options, callback) as [options, callback].
function normalizeArgs(args) {
  let options = {};
  const first = args[0];
  if (typeof first === 'object' && first !== null) options = first;
  else if (typeof first === 'string' && !(Number(first) >= 0)) options.path = first;
  else if (args.length > 0) {
    options.port = first;
    if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
  }
  const callback = last(args);
  return [options, typeof callback === 'function' ? callback : null];
}

function checkTimeout(ms) {
  validateNumber(ms, 'msecs');
  if (ms < 0 || !Number.isFinite(ms)) {
    throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "msecs" is out of range. It must be a non-negative finite number. Received ${ms}`);
  }
  if (ms > kTimeoutMost) {
    process.emitWarning(`${ms} does not fit into a 32-bit signed integer.\nTimer duration was truncated to ${kTimeoutMost}.`, 'TimeoutOverflowWarning');
    return kTimeoutMost;
  }
  return ms;
}

// --- Socket ---

class Socket extends stream.Duplex {
  constructor(options = {}) {
    if (typeof options === 'number') options = { fd: options };
    else options = { ...options };
    if (options.objectMode || options.readableObjectMode || options.writableObjectMode)
      throw invalidArgValue('options.objectMode', options.objectMode || options.readableObjectMode || options.writableObjectMode, 'is not supported');
    if (options.fd !== undefined) notSimulated('a net.Socket over a file descriptor')();
    const allowHalfOpen = !!options.allowHalfOpen;
    super({ ...options, allowHalfOpen, emitClose: false, autoDestroy: true, decodeStrings: false });
    this.connecting = false;
    this._hadError = false;
    this._handle = null;
    this._host = null;
    this._parent = null;
    this._peername = null;
    this._sockname = null;
    this._pendingData = null;
    this._pendingEncoding = '';
    this.server = null;
    this._server = null;
    this.timeout = 0;
    Object.defineProperties(this, {
      _idleTimer: { value: null, writable: true },
      _bytesBefore: { value: [0, 0], writable: true },
      _wantsRead: { value: false, writable: true },
    });
    this.on('end', onReadableEnd);
    if (options.handle) attach(this, options.handle);
    if (options.noDelay) this.setNoDelay(true);
    if (options.handle && !options.pauseOnCreate && options.manualStart !== true) this.read(0);
    this.allowHalfOpen = allowHalfOpen;
    if (options.signal) onAbort(this, options.signal);
  }

  connect(...args) {
    const [options, callback] = Array.isArray(args[0]) && args[0][kNormalized] ? args[0] : normalizeArgs(args);
    const pipe = options.port === undefined && options.path; // of the file system: there are none
    if (!pipe && options.port === undefined) throw missingArgs(['options', 'port', 'path']);
    if (this.write !== Socket.prototype.write && this.write !== stream.Duplex.prototype.write) this.write = Socket.prototype.write;
    if (this.destroyed) {
      this._handle = null;
      this._peername = null;
      this._sockname = null;
      Reflect.apply(stream.Duplex.prototype._undestroy ?? (() => {}), this, []);
    }
    if (!this._handle) attach(this, tcpNew());
    if (callback !== null) this.once('connect', callback);
    this._unrefTimer();
    this.connecting = true;
    if (pipe) process.nextTick(() => this.destroy(systemErrors.exceptionWithHostPort('ENOENT', 'connect', `${pipe}`)));
    else lookupAndConnect(this, options);
    return this;
  }

  _read() {
    if (this.connecting || !this._handle) this.once('connect', () => this._read());
    else if (!this._handle.reading) startReading(this);
  }
  _write(data, encoding, callback) { writeGeneric(this, [[data, encoding]], callback); }
  _writev(chunks, callback) { writeGeneric(this, chunks.map(({ chunk, encoding }) => [chunk, encoding]), callback); }

  _final(callback) {
    if (this.connecting) { // after what waits to be written
      this.once('connect', () => this._final(callback));
      return;
    }
    if (!this._handle) return callback();
    tcpShutdown(this._handle);
    callback();
  }
  _destroy(error, callback) {
    this.connecting = false;
    this._clearTimer();
    if (this._handle) {
      const handle = this._handle;
      const isException = !!error;
      this._bytesBefore = [handle.bytesRead, handle.bytesWritten];
      handle.onread = () => {};
      this._handle = null;
      this._sockname = null;
      const closed = () => this.emit('close', isException);
      callback(error);
      tcpClose(handle, closed, this.resetAndClosing === true);
    } else {
      callback(error);
      process.nextTick(emitCloseNT, this, !!error);
    }
    if (this._server) {
      const server = this._server;
      server._connections--;
      server._emitCloseIfDrained();
      this._server = null;
    }
  }
  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', this.destroy);
  }
  resetAndDestroy() {
    if (!this._handle) {
      this.destroy(nodeError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    } else {
      this.resetAndClosing = true;
      if (this.connecting) this.once('connect', () => this.destroy());
      else this.destroy();
    }
    return this;
  }
  end(data, encoding, callback) {
    super.end(data, encoding, callback);
    return this;
  }
  pause() {
    if (this._handle && this._handle.reading && !this.connecting) stopReading(this);
    return super.pause();
  }
  resume() {
    if (this._handle && !this.connecting && !this._handle.reading) startReading(this);
    return super.resume();
  }
  read(n) {
    if (this._handle && !this.connecting && !this._handle.reading) startReading(this);
    return super.read(n);
  }

  // --- idle time ---
  setTimeout(ms, callback = undefined) {
    if (this.destroyed) return this;
    this.timeout = ms;
    ms = checkTimeout(ms);
    this._clearTimer();
    if (ms === 0) {
      if (callback !== undefined) {
        validateFunction(callback, 'callback');
        this.removeListener('timeout', callback);
      }
    } else {
      this._idleTimer = setTimeout(() => this._onTimeout(), ms);
      this._idleTimer.unref();
      if (callback !== undefined) {
        validateFunction(callback, 'callback');
        this.once('timeout', callback);
      }
    }
    return this;
  }
  _onTimeout() {
    // While a big write makes progress the socket is not idle.
    const queued = this._handle ? tcpQueued(this._handle) : 0;
    if (queued > 0 && queued !== this._lastQueued) {
      Object.defineProperty(this, '_lastQueued', { value: queued, writable: true, configurable: true });
      return this._unrefTimer();
    }
    this.emit('timeout');
    return undefined;
  }
  _unrefTimer() { this._idleTimer?.refresh(); }
  _clearTimer() {
    if (this._idleTimer) clearTimeout(this._idleTimer);
    this._idleTimer = null;
  }

  // --- settings that loopback does not feel ---
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  setTypeOfService() { return this; }
  getTypeOfService() { return 0; }
  ref() { return this.#reference(true, this.ref); }
  unref() { return this.#reference(false, this.unref); }
  #reference(on, again) {
    if (!this._handle) this.once('connect', again);
    else tcpReference(this._handle, on);
    return this;
  }

  // --- names ---
  _getpeername() {
    if (!this._handle || this.connecting) return this._peername ?? {};
    return this._peername ??= nameOf(this._handle, true) ?? {};
  }
  _getsockname() {
    if (!this._handle) return {};
    return this._sockname ??= nameOf(this._handle, false) ?? {};
  }
  address() { return this._getsockname(); }
  get remoteAddress() { return this._getpeername().address; }
  get remoteFamily() { return this._getpeername().family; }
  get remotePort() { return this._getpeername().port; }
  get localAddress() { return this._getsockname().address; }
  get localPort() { return this._getsockname().port; }
  get localFamily() { return this._getsockname().family; }
  get bytesRead() { return this._handle ? this._handle.bytesRead : this._bytesBefore[0]; }
  get _bytesDispatched() { return this._handle ? this._handle.bytesWritten : this._bytesBefore[1]; }
  get bytesWritten() {
    let bytes = this._bytesDispatched;
    if (this._pendingData !== null) for (const [data, encoding] of this._pendingData) bytes += Buffer.byteLength(data, encoding);
    for (const { chunk, encoding } of this._writableState?.getBuffer?.() ?? []) bytes += Buffer.byteLength(chunk, encoding);
    return bytes;
  }
  get bufferSize() { return this._handle ? tcpQueued(this._handle) + this.writableLength : undefined; }
  get pending() { return !this._handle || this.connecting; }
  get _connecting() { return this.connecting; }
  get readyState() {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    if (this.readable && !this.writable) return 'readOnly';
    if (!this.readable && this.writable) return 'writeOnly';
    return 'closed';
  }
}
const kNormalized = Symbol('normalized');
for (const name of ['remoteAddress', 'remoteFamily', 'remotePort', 'localAddress', 'localPort', 'localFamily', 'bytesRead', 'bytesWritten', 'bufferSize', 'pending', 'readyState'])
  Object.defineProperty(Socket.prototype, name, { enumerable: true });

function emitCloseNT(socket, hadError) {
  socket.emit('close', hadError);
}
function onReadableEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}
function writeAfterEnd(chunk, encoding, callback) {
  if (!this.allowHalfOpen && !this.writableEnded && !this.destroyed && this.writable === false) return stream.Duplex.prototype.write.call(this, chunk, encoding, callback);
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  const done = typeof encoding === 'function' ? encoding : callback;
  if (typeof done === 'function') process.nextTick(done, error);
  this.destroy(error);
  return false;
}
function nameOf(handle, remote) {
  const name = tcpName(handle, remote);
  if (!name) return undefined;
  const [address, port] = name;
  return { address, family: `IPv${isIP(address)}`, port };
}

function attach(socket, handle) {
  socket._handle = handle;
  if (handle.bytesRead === undefined) handle.bytesRead = handle.bytesWritten = 0;
  handle.reading = false;
  handle.onread = (bytes, status) => onRead(socket, handle, bytes, status);
}
function startReading(socket) {
  socket._handle.reading = true;
  tcpRead(socket._handle, true);
}
function stopReading(socket) {
  socket._handle.reading = false;
  tcpRead(socket._handle, false);
}
function onRead(socket, handle, bytes, status) {
  socket._unrefTimer();
  if (bytes !== undefined) {
    handle.bytesRead += bytes.byteLength;
    if (!socket.push(Buffer.from(bytes)) && handle.reading && socket._handle === handle) stopReading(socket);
    return;
  }
  if (status < 0) {
    socket.destroy(systemErrors.errnoException(status, 'read'));
    return;
  }
  // The end. An empty readable side ends at once.
  if (socket._readableState.length === 0) {
    socket.push(null);
    socket.read(0);
  } else {
    socket.push(null);
  }
}

function writeGeneric(socket, chunks, callback) {
  if (socket.connecting) { // it waits for the connection
    socket._pendingData = chunks;
    const connected = () => {
      socket.off('close', closed);
      writeGeneric(socket, chunks, callback);
    };
    const closed = () => callback(nodeError(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established'));
    socket.once('connect', connected);
    socket.once('close', closed);
    return undefined;
  }
  socket._pendingData = null;
  if (!socket._handle) {
    callback(nodeError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    return false;
  }
  socket._unrefTimer();
  const parts = chunks.map(([data, encoding]) => typeof data === 'string' ? Buffer.from(data, encoding) : data);
  const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  const handle = socket._handle;
  handle.bytesWritten += bytes.byteLength;
  const result = tcpWrite(handle, bytes, (status) => {
    if (socket.destroyed) return callback(nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
    if (status < 0) {
      const error = systemErrors.errnoException(status, 'write');
      return socket.destroy(error, callback(error));
    }
    socket._unrefTimer();
    return callback();
  });
  if (result === true) callback();
  else if (result !== false) callback(systemErrors.errnoException(result, 'write'));
  return undefined;
}

// --- connecting ---

function lookupAndConnect(socket, options) {
  const { localAddress, localPort } = options;
  const host = options.host || 'localhost';
  let { port } = options;
  if (localAddress && !isIP(localAddress)) throw nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${localAddress}`);
  if (localPort) validateNumber(localPort, 'options.localPort');
  if (typeof port !== 'number' && typeof port !== 'string') throw invalidArgType('options.port', 'of type number or string', port);
  validatePort(port);
  port |= 0;
  const family = isIP(host);
  if (family) {
    process.nextTick(() => {
      if (socket.connecting) connectTo(socket, host, port);
    });
    return;
  }
  if (options.lookup !== undefined) validateFunction(options.lookup, 'options.lookup');
  const lookup = options.lookup ?? require('dns').lookup;
  const tryAll = nodeMajor >= 20 && (options.autoSelectFamily ?? autoSelectFamily) && options.family !== 4 && options.family !== 6 && !localAddress;
  const lookupOptions = { family: options.family, hints: options.hints || 0 };
  socket._host = host;
  if (tryAll) {
    lookup(host, { ...lookupOptions, all: true }, (error, addresses) => {
      if (!socket.connecting) return;
      if (error) {
        process.nextTick(connectFailed, socket, error);
        return;
      }
      for (const { address, family: kind } of addresses) socket.emit('lookup', error, address, kind, host);
      const valid = addresses.filter(({ address }) => isIP(address));
      if (valid.length === 0) {
        process.nextTick(connectFailed, socket, nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${addresses[0]?.address}`));
        return;
      }
      socket._unrefTimer();
      connectToAny(socket, interleave(valid), port);
    });
    return;
  }
  lookup(host, lookupOptions, (error, address, kind) => {
    socket.emit('lookup', error, address, kind, host);
    if (!socket.connecting) return;
    if (error) {
      process.nextTick(connectFailed, socket, error);
    } else if (!isIP(address)) {
      process.nextTick(connectFailed, socket, nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${address}`));
    } else {
      socket._unrefTimer();
      connectTo(socket, address, port);
    }
  });
}
// By turns of both families, the first one's first.
function interleave(addresses) {
  const first = addresses.filter(({ family }) => family === addresses[0].family);
  const second = addresses.filter(({ family }) => family !== addresses[0].family);
  return flat(first.map((one, i) => second[i] ? [one, second[i]] : [one])).concat(second.slice(first.length));
}

function connectTo(socket, address, port) {
  const handle = socket._handle;
  tcpConnect(handle, address, port, (status) => {
    if (socket.destroyed || socket._handle !== handle) return;
    if (status < 0) socket.destroy(systemErrors.exceptionWithHostPort(status, 'connect', address, port));
    else afterConnect(socket);
  });
}
function connectToAny(socket, addresses, port, errors = []) {
  const [{ address, family }, ...rest] = addresses;
  if (errors.length > 0) attach(socket, tcpNew()); // the handle that failed is of no use any more
  socket.emit('connectionAttempt', address, port, family);
  const handle = socket._handle;
  tcpConnect(handle, address, port, (status) => {
    if (socket.destroyed || socket._handle !== handle) return;
    if (status >= 0) {
      afterConnect(socket);
      return;
    }
    const error = systemErrors.exceptionWithHostPort(status, 'connect', address, port);
    errors.push(error);
    socket.emit('connectionAttemptFailed', address, port, family, error);
    if (rest.length > 0) {
      tcpClose(handle);
      connectToAny(socket, rest, port, errors);
    } else if (errors.length === 1) {
      socket.destroy(error);
    } else {
      const all = new AggregateError(errors);
      all.code = errors[0].code;
      socket.destroy(all);
    }
  });
}
function connectFailed(socket, error) {
  socket.destroy(error);
}
function afterConnect(socket) {
  socket.connecting = false;
  socket._sockname = null;
  socket.emit('connect');
  socket.emit('ready');
  if (socket.readable && !socket.isPaused() && socket._handle) startReading(socket);
}

function onAbort(target, signal) {
  validateAbortSignal(signal, 'options.signal');
  const abort = () => target instanceof Socket ? target.destroy(abortError(signal)) : target.close();
  if (signal.aborted) process.nextTick(abort);
  else signal.addEventListener('abort', abort, { once: true });
}

function connect(...args) {
  const normalized = normalizeArgs(args);
  const [options] = normalized;
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  normalized[kNormalized] = true;
  return socket.connect(normalized);
}

// --- Server ---

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    listener = options;
    options = {};
  } else if (options === null || options === undefined) {
    options = {};
  } else if (typeof options !== 'object') {
    throw invalidArgType('options', 'of type object', options);
  }
  if (typeof listener === 'function') this.on('connection', listener);
  this._connections = 0;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = !!options.pauseOnConnect;
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = 0;
  this.highWaterMark = options.highWaterMark ?? stream.getDefaultHighWaterMark?.(false) ?? 16384;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

Server.prototype.listen = function listen(...args) {
  let [options, callback] = normalizeArgs(args);
  if (this._handle) throw nodeError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
  if (callback !== null) this.once('listening', callback);
  const backlog = options.backlog ?? (typeof args[1] === 'number' ? args[1] : typeof args[2] === 'number' ? args[2] : kBacklog);
  if (options.signal) onAbort(this, options.signal);
  if (args.length === 0 || typeof args[0] === 'function' || (options.port === undefined && 'port' in options) || options.port === null) options = { ...options, port: 0 };
  if (options.path !== undefined && options.port === undefined) notSimulated('net.Server over a path')();
  if (typeof options.port !== 'number' && typeof options.port !== 'string') {
    if ('port' in options || 'path' in options) throw invalidArgValue('options', options);
    const error = nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'options' must have the property "port" or "path". Received ${inspect(options)}`);
    throw error;
  }
  validatePort(options.port, 'options.port');
  const port = options.port | 0;
  const { host } = options;
  this._listeningId++;
  if (!host) {
    listenOn(this, '::', port, backlog);
  } else if (isIP(host)) {
    listenOn(this, host, port, backlog);
  } else {
    const id = this._listeningId;
    require('dns').lookup(host, (error, address) => {
      if (id !== this._listeningId) return;
      if (error) this.emit('error', error);
      else listenOn(this, address, port, backlog);
    });
  }
  return this;
};
function listenOn(server, address, port, backlog) {
  const handle = tcpNew();
  const status = tcpListen(handle, address, port, backlog);
  if (status < 0) {
    const error = systemErrors.uvExceptionWithHostPort(systemErrors.nameOf(status), 'listen', address, port);
    tcpClose(handle);
    process.nextTick(() => server.emit('error', error));
    return;
  }
  server._handle = handle;
  handle.onconnection = (client) => onConnection(server, client);
  if (server._unref) tcpReference(handle, false);
  process.nextTick(() => {
    if (server._handle) server.emit('listening'); // not if it was closed meanwhile
  });
}
function onConnection(server, handle) {
  if (server.maxConnections !== undefined && server.maxConnections !== null && server._connections >= server.maxConnections) {
    const local = nameOf(handle, false), remote = nameOf(handle, true);
    tcpClose(handle);
    server.emit('drop', { localAddress: local.address, localPort: local.port, localFamily: local.family, remoteAddress: remote.address, remotePort: remote.port, remoteFamily: remote.family });
    return;
  }
  const socket = new Socket({ handle, allowHalfOpen: server.allowHalfOpen, pauseOnCreate: server.pauseOnConnect, readable: true, writable: true, readableHighWaterMark: server.highWaterMark, writableHighWaterMark: server.highWaterMark });
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
}

Server.prototype.address = function address() {
  return this._handle ? nameOf(this._handle, false) : null;
};
Server.prototype.getConnections = function getConnections(callback) {
  process.nextTick(callback, null, this._connections);
  return this;
};
Server.prototype.close = function close(callback) {
  if (typeof callback === 'function') {
    if (!this._handle) {
      this.once('close', function close() {
        callback(nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
      });
    } else {
      this.once('close', callback);
    }
  }
  if (this._handle) {
    tcpClose(this._handle);
    this._handle = null;
  }
  this._emitCloseIfDrained();
  return this;
};
Server.prototype[Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')] = async function() {
  if (!this._handle) return;
  await require('util').promisify(this.close).call(this);
};
Server.prototype._emitCloseIfDrained = function() {
  if (this._handle || this._connections > 0) return;
  process.nextTick(() => this.emit('close'));
};
Server.prototype.ref = function ref() {
  this._unref = false;
  if (this._handle) tcpReference(this._handle, true);
  return this;
};
Server.prototype.unref = function unref() {
  this._unref = true;
  if (this._handle) tcpReference(this._handle, false);
  return this;
};
Object.defineProperty(Server.prototype, 'listening', { configurable: true, enumerable: true, get() { return !!this._handle; } });

module.exports = {
  BlockList: notSimulated('net.BlockList'),
  SocketAddress: notSimulated('net.SocketAddress'),
  connect,
  createConnection: connect,
  createServer: (options, listener) => new Server(options, listener),
  isIP,
  isIPv4,
  isIPv6,
  Server,
  Socket,
  Stream: Socket,
  _normalizeArgs: normalizeArgs,
  getDefaultAutoSelectFamily: () => autoSelectFamily,
  setDefaultAutoSelectFamily(value) { autoSelectFamily = value; },
  getDefaultAutoSelectFamilyAttemptTimeout: () => attemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout(value) { attemptTimeout = value; },
};
