'use strict';
// WritableStream with its writer and controller (https://streams.spec.whatwg.org/#ws-model).
const { nodeError, invalidArgType, inspect } = internal;
const { kPrivate, kState, deferred, resolvedDeferred, rejectedDeferred, markHandled, invalidState, checkObject, methodOf, promiseCall, markOf, sizeOf,
  SizedQueue, showAs } = require('internal/webstreams/common');
const { kIsClosedPromise, kControllerErrorFunction, kIsErrored, kIsWritable } = require('internal/streams/kinds');

const kClose = Symbol('kCloseSentinel');

class WritableStream {
  constructor(sink = undefined, strategy = {}) {
    if (sink === kPrivate) return;
    if (sink === null) throw invalidArgType('sink', 'of type object', sink);
    checkObject(strategy, 'strategy');
    if (sink?.type !== undefined) throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'type' is invalid. Received ${inspect(sink.type)}`);
    initStream(this);
    setUpController(this, { start: methodOf(sink, 'start'), write: methodOf(sink, 'write'), close: methodOf(sink, 'close'), abort: methodOf(sink, 'abort') },
      markOf(strategy, 1), sizeOf(strategy));
  }
  get locked() { return this[kState].writer !== undefined; }
  abort(reason = undefined) {
    if (this.locked) return Promise.reject(invalidState('WritableStream is locked'));
    return abortStream(this, reason);
  }
  close() {
    if (this.locked) return Promise.reject(invalidState('WritableStream is locked'));
    if (isClosing(this)) return Promise.reject(invalidState('Failure closing WritableStream'));
    return closeStream(this);
  }
  getWriter() { return new WritableStreamDefaultWriter(this); }
  get [kIsClosedPromise]() { return this[kState].closed; }
  get [kIsErrored]() { return this[kState].state === 'errored'; }
  get [kIsWritable]() { return this[kState].state === 'writable'; }
  [kControllerErrorFunction](error) { this[kState].controller.error(error); }
}
showAs(WritableStream, { locked: (stream) => stream.locked, state: (stream) => stream[kState].state });

function initStream(stream) {
  Object.defineProperty(stream, kState, {
    value: {
      state: 'writable', storedError: undefined, writer: undefined, controller: undefined, requests: [], inFlightWrite: undefined, closeRequest: undefined,
      inFlightClose: undefined, pendingAbort: undefined, backpressure: false, closed: deferred(),
    },
    enumerable: false,
  });
  markHandled(stream[kState].closed.promise);
}
function createWritable(algorithms, mark = 1, size = () => 1) {
  const stream = new WritableStream(kPrivate);
  initStream(stream);
  setUpController(stream, algorithms, mark, size);
  return stream;
}
function writableState(stream) { return { state: stream[kState].state, storedError: stream[kState].storedError, closing: isClosing(stream) }; }
const isClosing = (stream) => stream[kState].closeRequest !== undefined || stream[kState].inFlightClose !== undefined;

// --- states: writable, erroring (waiting for what is under way), errored, closed ---

function abortStream(stream, reason) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  s.controller[kState].abortController.abort(reason);
  if (s.state === 'closed' || s.state === 'errored') return Promise.resolve();
  if (s.pendingAbort !== undefined) return s.pendingAbort.promise;
  const wasErroring = s.state === 'erroring';
  s.pendingAbort = Object.assign(deferred(), { reason: wasErroring ? undefined : reason, wasErroring });
  const { promise } = s.pendingAbort;
  if (!wasErroring) startErroring(stream, reason);
  return promise;
}
function closeStream(stream) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') return Promise.reject(invalidState('WritableStream is closed'));
  s.closeRequest = deferred();
  const { promise } = s.closeRequest;
  if (s.writer !== undefined && s.backpressure && s.state === 'writable') s.writer[kState].ready.resolve();
  const c = s.controller[kState];
  c.queue.push(kClose, 0);
  advance(s.controller);
  return promise;
}
function startErroring(stream, reason) {
  const s = stream[kState];
  s.state = 'erroring';
  s.storedError = reason;
  if (s.writer !== undefined) rejectReady(s.writer, reason);
  if (s.inFlightWrite === undefined && s.inFlightClose === undefined && s.controller[kState].started) finishErroring(stream);
}
function finishErroring(stream) {
  const s = stream[kState];
  s.state = 'errored';
  s.controller[kState].queue.clear();
  for (const request of s.requests.splice(0)) request.reject(s.storedError);
  const abort = s.pendingAbort;
  if (abort === undefined) return rejectCloseIfNeeded(stream);
  s.pendingAbort = undefined;
  if (abort.wasErroring) {
    abort.reject(s.storedError);
    return rejectCloseIfNeeded(stream);
  }
  const { abort: algorithm } = s.controller[kState];
  clearAlgorithms(s.controller[kState]);
  promiseCall(algorithm, abort.reason).then(() => {
    abort.resolve();
    rejectCloseIfNeeded(stream);
  }, (error) => {
    abort.reject(error);
    rejectCloseIfNeeded(stream);
  });
}
function rejectCloseIfNeeded(stream) {
  const s = stream[kState];
  if (s.closeRequest !== undefined) {
    s.closeRequest.reject(s.storedError);
    s.closeRequest = undefined;
  }
  s.closed.reject(s.storedError);
  if (s.writer !== undefined) {
    s.writer[kState].closed.reject(s.storedError);
    markHandled(s.writer[kState].closed.promise);
  }
}
function dealWithRejection(stream, error) {
  if (stream[kState].state === 'writable') startErroring(stream, error);
  else finishErroring(stream);
}
function updateBackpressure(stream, backpressure) {
  const s = stream[kState];
  if (s.writer !== undefined && backpressure !== s.backpressure) {
    if (backpressure) s.writer[kState].ready = deferred();
    else s.writer[kState].ready.resolve();
  }
  s.backpressure = backpressure;
}

// --- the writer ---

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!(stream instanceof WritableStream)) throw invalidArgType('stream', 'an instance of WritableStream', stream);
    const s = stream[kState];
    if (s.writer !== undefined) throw invalidState('WritableStream is locked');
    const w = { stream, ready: undefined, closed: undefined };
    Object.defineProperty(this, kState, { value: w, enumerable: false });
    s.writer = this;
    w.ready = s.state === 'writable' ? (!isClosing(stream) && s.backpressure ? deferred() : resolvedDeferred()) : s.state === 'closed' ? resolvedDeferred() : rejectedDeferred(s.storedError);
    w.closed = s.state === 'closed' ? resolvedDeferred() : s.state === 'errored' ? rejectedDeferred(s.storedError) : deferred();
  }
  get closed() { return this[kState].closed.promise; }
  get ready() { return this[kState].ready.promise; }
  get desiredSize() {
    const { stream } = this[kState];
    if (stream === undefined) throw invalidState('Writer is not bound to a WritableStream');
    const { state } = stream[kState];
    return state === 'errored' || state === 'erroring' ? null : state === 'closed' ? 0 : desiredSize(stream[kState].controller);
  }
  abort(reason = undefined) {
    if (this[kState].stream === undefined) return Promise.reject(invalidState('Writer is not bound to a WritableStream'));
    return abortStream(this[kState].stream, reason);
  }
  close() {
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(invalidState('Writer is not bound to a WritableStream'));
    if (isClosing(stream)) return Promise.reject(invalidState('Failure to close WritableStream'));
    return closeStream(stream);
  }
  releaseLock() {
    const { stream } = this[kState];
    if (stream === undefined) return;
    const error = invalidState('Writer has been released');
    rejectReady(this, error);
    if (this[kState].closed.settled) this[kState].closed = rejectedDeferred(error);
    else this[kState].closed.reject(error);
    markHandled(this[kState].closed.promise);
    stream[kState].writer = undefined;
    this[kState].stream = undefined;
  }
  write(chunk = undefined) {
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(invalidState('Writer is not bound to a WritableStream'));
    return writeChunk(this, stream, chunk);
  }
}
showAs(WritableStreamDefaultWriter, {
  stream: (writer) => writer[kState].stream, close: (writer) => writer.closed, ready: (writer) => writer.ready, desiredSize: (writer) => writer.desiredSize,
});
function rejectReady(writer, error) {
  if (writer[kState].ready.settled) writer[kState].ready = rejectedDeferred(error);
  else writer[kState].ready.reject(error);
  markHandled(writer[kState].ready.promise);
}
function writeChunk(writer, stream, chunk) {
  const s = stream[kState];
  const c = s.controller[kState];
  let size = 1;
  try {
    if (c.size) size = c.size(chunk);
  } catch (error) {
    if (s.state === 'writable') startErroring(stream, error);
  }
  if (stream !== writer[kState].stream) return Promise.reject(invalidState('Mismatched WritableStreams'));
  if (s.state === 'errored') return Promise.reject(s.storedError);
  if (isClosing(stream) || s.state === 'closed') return Promise.reject(invalidState('WritableStream is closed'));
  if (s.state === 'erroring') return Promise.reject(s.storedError);
  const request = deferred();
  s.requests.push(request);
  try {
    c.queue.push(chunk, size);
  } catch (error) {
    if (s.state === 'writable') startErroring(stream, error);
    return request.promise;
  }
  if (!isClosing(stream) && s.state === 'writable') updateBackpressure(stream, desiredSize(s.controller) <= 0);
  advance(s.controller);
  return request.promise;
}
function closeWithErrorPropagation(writer) {
  const { stream } = writer[kState];
  const { state, storedError } = stream[kState];
  if (isClosing(stream) || state === 'closed') return Promise.resolve();
  if (state === 'errored') return Promise.reject(storedError);
  return closeStream(stream);
}

// --- the controller ---

class WritableStreamDefaultController {
  constructor(key) { if (key !== kPrivate) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  get signal() { return this[kState].abortController.signal; }
  error(error = undefined) { if (this[kState].stream[kState].state === 'writable') errorController(this, error); }
}
showAs(WritableStreamDefaultController, { stream: (controller) => controller[kState].stream });

const desiredSize = (controller) => controller[kState].mark - controller[kState].queue.total;
function clearAlgorithms(c) { c.write = c.close = c.abort = c.size = undefined; }
function setUpController(stream, { start, write, close, abort }, mark, size) {
  const controller = new WritableStreamDefaultController(kPrivate);
  const c = { stream, queue: new SizedQueue(), mark, size, write, close, abort, started: false, abortController: new AbortController() };
  Object.defineProperty(controller, kState, { value: c, enumerable: false });
  stream[kState].controller = controller;
  updateBackpressure(stream, desiredSize(controller) <= 0);
  Promise.resolve(start ? start(controller) : undefined).then(() => {
    c.started = true;
    advance(controller);
  }, (error) => {
    c.started = true;
    dealWithRejection(stream, error);
  });
}
function errorController(controller, error) {
  clearAlgorithms(controller[kState]);
  startErroring(controller[kState].stream, error);
}
function advance(controller) {
  const c = controller[kState];
  const { stream } = c;
  const s = stream[kState];
  if (!c.started || s.inFlightWrite !== undefined) return;
  if (s.state === 'erroring') {
    finishErroring(stream);
    return;
  }
  if (c.queue.length === 0 || s.state === 'errored' || s.state === 'closed') return;
  if (c.queue.peek() === kClose) finishClose(controller);
  else finishWrite(controller, c.queue.peek());
}
function finishClose(controller) {
  const c = controller[kState];
  const { stream } = c;
  const s = stream[kState];
  s.inFlightClose = s.closeRequest;
  s.closeRequest = undefined;
  c.queue.shift();
  const { close } = c;
  const done = promiseCall(close);
  clearAlgorithms(c);
  done.then(() => {
    s.inFlightClose.resolve();
    s.inFlightClose = undefined;
    if (s.state === 'erroring') {
      s.storedError = undefined;
      if (s.pendingAbort !== undefined) {
        s.pendingAbort.resolve();
        s.pendingAbort = undefined;
      }
    }
    s.state = 'closed';
    if (s.writer !== undefined) s.writer[kState].closed.resolve();
    s.closed.resolve();
  }, (error) => {
    s.inFlightClose.reject(error);
    s.inFlightClose = undefined;
    if (s.pendingAbort !== undefined) {
      s.pendingAbort.reject(error);
      s.pendingAbort = undefined;
    }
    dealWithRejection(stream, error);
  });
}
function finishWrite(controller, chunk) {
  const c = controller[kState];
  const { stream } = c;
  const s = stream[kState];
  s.inFlightWrite = s.requests.shift();
  promiseCall(c.write, chunk, controller).then(() => {
    s.inFlightWrite.resolve();
    s.inFlightWrite = undefined;
    c.queue.shift();
    if (!isClosing(stream) && s.state === 'writable') updateBackpressure(stream, desiredSize(controller) <= 0);
    advance(controller);
  }, (error) => {
    if (s.state === 'writable') clearAlgorithms(c);
    s.inFlightWrite.reject(error);
    s.inFlightWrite = undefined;
    dealWithRejection(stream, error);
  });
}

module.exports = { WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, createWritable, writableState, abortStream, closeWithErrorPropagation, startErroring, errorController };
