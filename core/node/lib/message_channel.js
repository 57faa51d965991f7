'use strict';
// MessageChannel, MessagePort, BroadcastChannel and MessageEvent (worker_threads).
//
// A message is delivered in poll, in a turn of its own. All ports of a thread share one wake-up, and when it comes the
// oldest port with messages is served first (node-semantics 2.4).
const { wake, reference, closing, inspect, invalidArgType, nodeError } = internal;
const { Event, EventTarget } = require('internal/event_target');
const { missingArgs } = require('internal/validators');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

class MessageEvent extends Event {
  #data; #origin; #lastEventId; #source; #ports;
  constructor(type, init = undefined) {
    super(type, init);
    this.#data = init?.data === undefined ? null : init.data;
    this.#origin = init?.origin === undefined ? '' : `${init.origin}`;
    this.#lastEventId = init?.lastEventId === undefined ? '' : `${init.lastEventId}`;
    this.#source = init?.source ?? null;
    this.#ports = init?.ports ? [...init.ports] : [];
  }
  get data() { return this.#data; }
  get origin() { return this.#origin; }
  get lastEventId() { return this.#lastEventId; }
  get source() { return this.#source; }
  get ports() { return this.#ports; }
}

const ports = []; // that may have messages, by age
function deliverOldest() {
  const port = ports.find((one) => one.deliverable());
  port?.deliver();
}

// What is behind a MessagePort or BroadcastChannel.
class Endpoint {
  constructor(owner, deliverTo) {
    this.owner = owner;
    this.deliverTo = deliverTo;
    this.queue = [];
    this.started = false;
    this.referenced = false;
    this.closed = false;
    this.peer = null;
    ports.push(this);
  }
  deliverable() { return this.started && !this.closed && this.queue.length > 0; }
  receive(message) {
    this.queue.push(message);
    if (this.started) wake(deliverOldest);
  }
  start() {
    if (this.started || this.closed) return;
    this.started = true;
    for (let i = 0; i < this.queue.length; i++) wake(deliverOldest);
  }
  deliver() {
    const message = this.queue.shift();
    this.deliverTo(message);
  }
  setReferenced(on) {
    if (this.referenced === on || this.closed) return;
    this.referenced = on;
    reference(on);
  }
  close(then) {
    if (this.closed) return;
    this.setReferenced(false);
    this.closed = true;
    closing('MESSAGEPORT', () => {
      ports.splice(ports.indexOf(this), 1);
      then?.();
    });
  }
}

let making = false;
let endpointOf;

// Node's ports are event targets that also understand on, once and off.
class NodeEventTarget extends EventTarget {
  #wrapped = new Map(); // type -> [[listener, wrapper]]
  on(type, listener) { return this.#add(type, listener, false); }
  once(type, listener) { return this.#add(type, listener, true); }
  addListener(type, listener) { return this.on(type, listener); }
  off(type, listener) {
    const list = this.#wrapped.get(type) ?? [];
    const at = list.findIndex(([one]) => one === listener);
    if (at >= 0) this.removeEventListener(type, list.splice(at, 1)[0][1]);
    return this;
  }
  removeListener(type, listener) { return this.off(type, listener); }
  removeAllListeners(type) {
    for (const [, wrapper] of this.#wrapped.get(type)?.splice(0) ?? []) this.removeEventListener(type, wrapper);
    return this;
  }
  listenerCount(type) { return this.#wrapped.get(type)?.length ?? 0; }
  eventNames() { return [...this.#wrapped.keys()].filter((type) => this.#wrapped.get(type).length > 0); }
  emit(type, value) {
    const had = this.listenerCount(type) > 0;
    this.dispatchEvent(new MessageEvent(type, { data: value }));
    return had;
  }
  #add(type, listener, once) {
    if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener);
    const wrapper = (event) => {
      if (once) this.off(type, listener);
      return listener.call(this, event instanceof MessageEvent ? event.data : undefined);
    };
    if (!this.#wrapped.has(type)) this.#wrapped.set(type, []);
    this.#wrapped.get(type).push([listener, wrapper]);
    this.addEventListener(type, wrapper);
    return this;
  }
}

class MessagePort extends NodeEventTarget {
  #endpoint;
  #handlers = { message: null, messageerror: null, close: null };
  constructor() {
    if (!making) throw nodeError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
    super();
    this.#endpoint = new Endpoint(this, (message) => this.dispatchEvent(new MessageEvent('message', { data: message.value, ports: message.ports })));
  }
  static {
    endpointOf = (port) => typeof port === 'object' && port !== null && #endpoint in port ? port.#endpoint : undefined;
  }
  postMessage(value, options = undefined) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
    const transfer = Array.isArray(options) ? options : options?.transfer ?? [];
    if (transfer.includes(this)) {
      const { DOMException } = require('internal/event_target');
      throw new DOMException('Transfer list contains source port', 'DataCloneError');
    }
    const copy = require('internal/structured_clone').cloneWith(value, transfer);
    const { peer } = this.#endpoint;
    if (this.#endpoint.closed || !peer || peer.closed) return;
    peer.receive({ value: copy, ports: transfer.filter((one) => endpointOf(one)) });
  }
  start() { this.#endpoint.start(); }
  close(callback = undefined) {
    if (typeof callback === 'function') this.once('close', callback);
    const { peer } = this.#endpoint;
    this.#endpoint.close(() => this.dispatchEvent(new Event('close')));
    // The other side closes once it has been told, after what was sent before.
    if (peer && !peer.closed) wake(() => endpointOf(peer.owner) && !peer.closed && peer.owner.close());
  }
  ref() { this.#endpoint.setReferenced(true); }
  unref() { this.#endpoint.setReferenced(false); }
  hasRef() { return this.#endpoint.referenced; }
  addEventListener(type, listener, options = undefined) {
    super.addEventListener(type, listener, options);
    if (type === 'message' && listener !== this.#handlers.message) this.#listens();
  }
  on(type, listener) {
    super.on(type, listener);
    if (type === 'message') this.#endpoint.start();
    return this;
  }
  once(type, listener) {
    super.once(type, listener);
    if (type === 'message') this.#endpoint.start();
    return this;
  }
  off(type, listener) {
    super.off(type, listener);
    if (type === 'message' && this.listenerCount('message') === 0 && this.#handlers.message === null) this.unref();
    return this;
  }
  #listens() { this.#endpoint.setReferenced(true); }
  #setHandler(type, listener) {
    if (this.#handlers[type]) this.removeEventListener(type, this.#handlers[type]);
    this.#handlers[type] = typeof listener === 'function' ? listener : null;
    if (!this.#handlers[type]) {
      if (type === 'message' && this.listenerCount('message') === 0) this.unref();
      return;
    }
    super.addEventListener(type, this.#handlers[type]);
    if (type === 'message') {
      this.#listens();
      this.#endpoint.start();
    }
  }
  get onmessage() { return this.#handlers.message; }
  set onmessage(listener) { this.#setHandler('message', listener); }
  get onmessageerror() { return this.#handlers.messageerror; }
  set onmessageerror(listener) { this.#setHandler('messageerror', listener); }
  get onclose() { return this.#handlers.close; }
  set onclose(listener) { this.#setHandler('close', listener); }
  [kInspect](depth, options) {
    if (depth < 0) return this;
    const { closed, referenced } = this.#endpoint;
    return `MessagePort ${inspect({ active: !closed, refed: referenced }, { ...options, depth: null })}`;
  }
}

class MessageChannel {
  constructor() {
    making = true;
    this.port1 = new MessagePort();
    this.port2 = new MessagePort();
    making = false;
    const one = endpointOf(this.port1);
    const two = endpointOf(this.port2);
    one.peer = two;
    two.peer = one;
  }
}

function receiveMessageOnPort(port) {
  const endpoint = endpointOf(port);
  if (!endpoint) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
  const message = endpoint.queue.shift();
  return message && { message: message.value };
}

const broadcasts = new Map(); // name -> endpoints
class BroadcastChannel extends EventTarget {
  #name; #endpoint; #handlers = { message: null, messageerror: null };
  constructor(name) {
    if (arguments.length === 0) throw missingArgs('name');
    super();
    this.#name = `${name}`;
    this.#endpoint = new Endpoint(this, (message) => this.dispatchEvent(new MessageEvent('message', { data: message.value })));
    this.#endpoint.start();
    this.#endpoint.setReferenced(true);
    if (!broadcasts.has(this.#name)) broadcasts.set(this.#name, new Set());
    broadcasts.get(this.#name).add(this.#endpoint);
  }
  get name() { return this.#name; }
  postMessage(value) {
    if (arguments.length === 0) throw missingArgs('message');
    if (this.#endpoint.closed) {
      const { DOMException } = require('internal/event_target');
      throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    }
    const { cloneWith } = require('internal/structured_clone');
    cloneWith(value);
    for (const endpoint of broadcasts.get(this.#name)) if (endpoint !== this.#endpoint) endpoint.receive({ value: cloneWith(value) });
  }
  close() {
    broadcasts.get(this.#name)?.delete(this.#endpoint);
    this.#endpoint.close();
  }
  ref() {
    this.#endpoint.setReferenced(true);
    return this;
  }
  unref() {
    this.#endpoint.setReferenced(false);
    return this;
  }
  #setHandler(type, listener) {
    if (this.#handlers[type]) this.removeEventListener(type, this.#handlers[type]);
    this.#handlers[type] = typeof listener === 'function' ? listener : null;
    if (this.#handlers[type]) this.addEventListener(type, this.#handlers[type]);
  }
  get onmessage() { return this.#handlers.message; }
  set onmessage(listener) { this.#setHandler('message', listener); }
  get onmessageerror() { return this.#handlers.messageerror; }
  set onmessageerror(listener) { this.#setHandler('messageerror', listener); }
  [kInspect](depth, options) {
    if (depth < 0) return 'BroadcastChannel';
    return `BroadcastChannel ${inspect({ name: this.#name, active: !this.#endpoint.closed }, { ...options, depth: null })}`;
  }
}

module.exports = { BroadcastChannel, MessageChannel, MessageEvent, MessagePort, isPort: (value) => endpointOf(value) !== undefined, receiveMessageOnPort };
