'use strict';
// http.Agent: who keeps connections for the next request, and makes requests wait when there are too many.
const { nodeMajor } = internal;
const EventEmitter = require('events');
const net = require('net');
const { validateNumber, validateOneOf } = require('internal/validators');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  this.options.path = null; // no pipes
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  this.agentKeepAliveTimeoutBuffer = 1000;
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  else this.maxTotalSockets = Infinity;

  this.on('free', (socket, free) => {
    const name = this.getName(free);
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const waiting = this.requests[name];
    if (waiting?.length > 0) {
      const request = waiting.shift();
      assign(this, request, socket);
      if (waiting.length === 0) delete this.requests[name];
      return;
    }
    const request = socket._httpMessage;
    if (!request || !request.shouldKeepAlive || !this.keepAlive) {
      socket.destroy();
      return;
    }
    const list = this.freeSockets[name] ??= [];
    const inUse = this.sockets[name]?.length ?? 0;
    if (this.totalSocketCount > this.maxTotalSockets || inUse + list.length > this.maxSockets || list.length >= this.maxFreeSockets || !this.keepSocketAlive(socket)) {
      socket.destroy();
      return;
    }
    list.push(socket);
    socket._httpMessage = null;
    this.removeSocket(socket, free);
    this.totalSocketCount++; // it lives on among the free ones
    socket.once('error', onFreeError);
  });
}
Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;

function onFreeError() {
  this.destroy();
}

Agent.prototype.createConnection = net.createConnection;
Agent.prototype.getName = function getName(options = {}) {
  let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  return name;
};

Agent.prototype.addRequest = function addRequest(request, options) {
  options = { __proto__: null, ...options, ...this.options };
  const name = this.getName(options);
  const inUse = this.sockets[name] ??= [];
  const free = this.freeSockets[name];
  let socket;
  while (free?.length > 0) {
    const candidate = this.scheduling === 'fifo' ? free.shift() : free.pop();
    if (!candidate.destroyed && candidate.writable) {
      socket = candidate;
      break;
    }
  }
  if (free?.length === 0) delete this.freeSockets[name];
  if (socket) {
    socket.removeListener('error', onFreeError);
    this.reuseSocket(socket, request);
    assign(this, request, socket);
    inUse.push(socket);
  } else if (inUse.length < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this._open(request, options);
  } else {
    (this.requests[name] ??= []).push(request);
  }
  Object.defineProperty(request, '_agentOptions', { value: options, configurable: true, writable: true });
};
// A new connection, for a request or (request null) for one that waits.
Agent.prototype._open = function(request, options) {
  options = { __proto__: null, ...options, ...this.options, encoding: null };
  if (options.socketPath) options.path = options.socketPath;
  const name = this.getName(options);
  options._agentKey = name;
  this.totalSocketCount++;
  let called = false; // createConnection may both call back and return the socket
  const made = (error, socket) => {
    if (called) return;
    called = true;
    if (error) {
      this.totalSocketCount--;
      request?.onSocket(socket, error);
      return;
    }
    (this.sockets[name] ??= []).push(socket);
    install(this, socket, options);
    if (request) assign(this, request, socket);
  };
  const socket = this.createConnection(options, made);
  if (socket) made(null, socket);
};
Agent.prototype.createSocket = function createSocket(request, options, callback) {
  this._open(request, options);
  callback?.(null);
};

function install(agent, socket, options) {
  const onFree = () => agent.emit('free', socket, options);
  socket.on('free', onFree);
  const onClose = () => agent.removeSocket(socket, options);
  socket.on('close', onClose);
  const onTimeout = () => {
    // Only an idle one: one in use belongs to its request.
    for (const list of Object.values(agent.freeSockets)) if (list?.includes(socket)) return socket.destroy();
    return undefined;
  };
  socket.on('timeout', onTimeout);
  const onRemove = () => {
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  };
  socket.on('agentRemove', onRemove);
  if (agent.options.timeout) socket.setTimeout(agent.options.timeout);
}
function assign(agent, request, socket) {
  request.onSocket(socket);
  const timeout = agent.options.timeout || 0;
  if (request.timeout === undefined || request.timeout === timeout) return;
  socket.setTimeout(request.timeout);
}

Agent.prototype.removeSocket = function removeSocket(socket, options) {
  const name = this.getName(options);
  for (const sets of socket.writable ? [this.sockets] : [this.sockets, this.freeSockets]) {
    const list = sets[name];
    const at = list ? list.indexOf(socket) : -1;
    if (at < 0) continue;
    list.splice(at, 1);
    if (list.length === 0) delete sets[name];
    this.totalSocketCount--;
  }
  // Somebody may wait for the place.
  const waiting = this.requests[name];
  if (waiting?.length > 0 && (this.sockets[name]?.length ?? 0) < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    const request = waiting.shift();
    if (waiting.length === 0) delete this.requests[name];
    this._open(request, options);
  }
};
Agent.prototype.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  const hint = /^timeout=(\d+)/.exec(socket._httpMessage?.res?.headers['keep-alive'] ?? '')?.[1];
  if (hint) {
    const wait = Math.max(0, +hint * 1000 - (nodeMajor >= 22 ? this.agentKeepAliveTimeoutBuffer : 0));
    if (wait === 0) return false;
    if (!timeout || wait < timeout) timeout = wait;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return true;
};
Agent.prototype.reuseSocket = function reuseSocket(socket, request) {
  request.reusedSocket = true;
  socket.ref();
};
Agent.prototype.destroy = function destroy() {
  for (const set of [this.freeSockets, this.sockets]) for (const list of Object.values(set)) for (const socket of [...list]) socket.destroy();
};

const globalAgent = nodeMajor >= 19 ? new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) : new Agent();

module.exports = { Agent, globalAgent };
