'use strict';
// Byte streams: the controller of ReadableStreams of type 'bytes', and readers that bring their own buffer
// (https://streams.spec.whatwg.org/#rbs-controller-class).
const { nodeError, invalidArgType, inspect } = internal;
const { kPrivate, kState, deferred, invalidState, methodOf, promiseCall, pullOnce, showAs } = require('internal/webstreams/common');
const { ReadableStream, Reader, initReader, closeStream, errorStream, waitingReads } = require('internal/webstreams/readable');

class ReadableStreamBYOBReader extends Reader {
  constructor(stream) {
    super();
    if (!(stream instanceof ReadableStream)) throw invalidArgType('stream', 'an instance of ReadableStream', stream);
    if (!stream[kState].controller[kState].isByte) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'stream' must be a byte stream. Received ${inspect(stream)}`);
    initReader(this, stream);
    this[kState].intoRequests = [];
  }
  read(view, options = {}) {
    if (!ArrayBuffer.isView(view)) return Promise.reject(invalidArgType('view', 'an instance of Buffer, TypedArray, or DataView', view));
    if (view.byteLength === 0 || view.buffer.byteLength === 0) return Promise.reject(invalidState('View or Viewed ArrayBuffer is zero-length or detached'));
    const { stream } = this[kState];
    if (stream === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    const made = deferred();
    const s = stream[kState];
    s.disturbed = true;
    const request = { chunk: (value) => made.resolve({ value, done: false }), close: (value) => made.resolve({ value, done: true }), error: made.reject };
    if (s.state === 'errored') made.reject(s.storedError);
    else pullInto(s.controller, view, options?.min ?? 1, request);
    return made.promise;
  }
}
showAs(ReadableStreamBYOBReader, { stream: (reader) => reader[kState].stream, requests: (reader) => reader[kState].intoRequests.length, close: (reader) => reader.closed });

class ReadableStreamBYOBRequest {
  constructor(key) { if (key !== kPrivate) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  get view() { return this[kState].view; }
  respond(bytesWritten) {
    if (this[kState].controller === undefined) throw invalidState('This BYOB request has been invalidated');
    respond(this[kState].controller, Number(bytesWritten));
  }
  respondWithNewView(view) {
    if (this[kState].controller === undefined) throw invalidState('This BYOB request has been invalidated');
    const c = this[kState].controller[kState];
    const first = c.pending[0];
    if (c.stream[kState].state === 'closed' ? view.byteLength !== 0 : view.byteLength === 0) throw invalidState('View does not fit the state of the stream');
    if (first.offset + first.filled !== view.byteOffset) throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'view' is invalid. Received ${inspect(view)}`);
    first.buffer = view.buffer;
    respond(this[kState].controller, view.byteLength);
  }
}
showAs(ReadableStreamBYOBRequest, { view: (request) => request.view, controller: (request) => request[kState].controller });

class ReadableByteStreamController {
  constructor(key) { if (key !== kPrivate) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  get byobRequest() {
    const c = this[kState];
    if (c.request === null && c.pending.length > 0) {
      const first = c.pending[0];
      c.request = new ReadableStreamBYOBRequest(kPrivate);
      const view = new Uint8Array(first.buffer, first.offset + first.filled, first.length - first.filled);
      Object.defineProperty(c.request, kState, { value: { controller: this, view }, enumerable: false });
    }
    return c.request;
  }
  get desiredSize() {
    const { state } = this[kState].stream[kState];
    return state === 'errored' ? null : state === 'closed' ? 0 : this[kState].mark - this[kState].total;
  }
  close() {
    const c = this[kState];
    if (c.closeRequested || c.stream[kState].state !== 'readable') throw invalidState('Controller is already closed');
    if (c.total > 0) {
      c.closeRequested = true;
      return;
    }
    if (c.pending.length > 0 && c.pending[0].filled % c.pending[0].size !== 0) {
      const error = invalidState('Partial read');
      this.error(error);
      throw error;
    }
    clear(c);
    closeStream(c.stream);
  }
  enqueue(chunk) {
    if (!ArrayBuffer.isView(chunk)) throw invalidArgType('chunk', 'an instance of Buffer, TypedArray, or DataView', chunk);
    if (chunk.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    const c = this[kState];
    if (c.closeRequested || c.stream[kState].state !== 'readable') throw invalidState('Controller is already closed');
    invalidate(c);
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (c.stream[kState].reader?.[kState].requests) {
      while (waitingReads(c.stream) > 0 && c.total > 0) c.stream[kState].reader[kState].requests.shift().chunk(takeChunk(this));
      if (waitingReads(c.stream) > 0) {
        if (c.pending.length > 0) c.pending.shift();
        c.stream[kState].reader[kState].requests.shift().chunk(bytes);
      } else {
        append(c, bytes);
      }
    } else {
      append(c, bytes);
      if (c.stream[kState].reader?.[kState].intoRequests) fillPending(this);
    }
    pullIfNeeded(this);
  }
  error(error = undefined) {
    const c = this[kState];
    if (c.stream[kState].state !== 'readable') return;
    c.pending = [];
    invalidate(c);
    clear(c);
    errorStream(c.stream, error);
  }
}
showAs(ReadableByteStreamController, {});

function setUpByteController(stream, source, mark) {
  const controller = new ReadableByteStreamController(kPrivate);
  const chunkSize = source.autoAllocateChunkSize;
  if (chunkSize === 0) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'source.autoAllocateChunkSize' is invalid. Received 0`);
  const start = methodOf(source, 'start');
  const c = {
    isByte: true, stream, mark, pull: methodOf(source, 'pull'), cancel: methodOf(source, 'cancel'), queue: [], total: 0, pending: [], request: null,
    started: false, closeRequested: false, pulling: false, pullAgain: false,
    cancelSteps(reason) {
      c.pending = [];
      invalidate(c);
      const { cancel } = c;
      clear(c);
      return promiseCall(cancel, reason);
    },
    pullSteps(request) {
      if (c.total > 0) {
        request.chunk(takeChunk(controller));
        return;
      }
      if (chunkSize !== undefined)
        c.pending.push({ buffer: new ArrayBuffer(chunkSize), offset: 0, length: chunkSize, filled: 0, size: 1, least: 1, make: Uint8Array, into: false });
      stream[kState].reader[kState].requests.push(request);
      pullIfNeeded(controller);
    },
    releaseSteps() { if (c.pending.length > 0) c.pending = [{ ...c.pending[0], into: undefined }]; },
  };
  Object.defineProperty(controller, kState, { value: c, enumerable: false });
  stream[kState].controller = controller;
  Promise.resolve(start ? start(controller) : undefined).then(() => {
    c.started = true;
    pullIfNeeded(controller);
  }, (error) => controller.error(error));
}

function clear(c) {
  c.queue = [];
  c.total = 0;
  c.pull = c.cancel = undefined;
}
function invalidate(c) {
  if (c.request === null) return;
  c.request[kState].controller = undefined;
  c.request[kState].view = null;
  c.request = null;
}
function append(c, bytes) {
  c.queue.push(bytes);
  c.total += bytes.length;
}
function takeChunk(controller) {
  const c = controller[kState];
  const bytes = c.queue.shift();
  c.total -= bytes.length;
  if (c.total === 0 && c.closeRequested) {
    clear(c);
    closeStream(c.stream);
  } else {
    pullIfNeeded(controller);
  }
  return bytes;
}
function pullIfNeeded(controller) {
  const c = controller[kState];
  if (c.stream[kState].state !== 'readable' || c.closeRequested || !c.started) return;
  const reader = c.stream[kState].reader;
  if (!(waitingReads(c.stream) > 0 || reader?.[kState].intoRequests?.length > 0 || controller.desiredSize > 0)) return;
  pullOnce(c, controller, pullIfNeeded, (error) => controller.error(error));
}

// --- reading into somebody's buffer ---

function viewOf(place) { return new place.make(place.buffer, place.offset, place.filled / place.size); }
function pullInto(controller, view, least, request) {
  const c = controller[kState];
  const size = view.BYTES_PER_ELEMENT ?? 1;
  const place = { buffer: view.buffer, offset: view.byteOffset, length: view.byteLength, filled: 0, size, least: least * size, make: view instanceof DataView ? DataView : view.constructor, into: true };
  const requests = c.stream[kState].reader[kState].intoRequests;
  if (c.pending.length > 0) {
    c.pending.push(place);
    requests.push(request);
    return;
  }
  if (c.stream[kState].state === 'closed') {
    request.close(viewOf(place));
    return;
  }
  if (c.total > 0) {
    if (fill(c, place)) {
      if (c.total === 0 && c.closeRequested) {
        clear(c);
        closeStream(c.stream);
      } else {
        pullIfNeeded(controller);
      }
      request.chunk(viewOf(place));
      return;
    }
    if (c.closeRequested) {
      const error = invalidState('ReadableStream closed');
      controller.error(error);
      request.error(error);
      return;
    }
  }
  c.pending.push(place);
  requests.push(request);
  pullIfNeeded(controller);
}
// Bytes of the queue into the place. True: there is enough for an answer.
function fill(c, place) {
  const most = Math.min(c.total, place.length - place.filled);
  const reached = place.filled + most;
  const whole = reached - reached % place.size;
  const ready = whole >= place.least;
  let left = ready ? whole - place.filled : most;
  while (left > 0) {
    const head = c.queue[0];
    const count = Math.min(left, head.length);
    new Uint8Array(place.buffer, place.offset + place.filled, count).set(head.subarray(0, count));
    if (count === head.length) c.queue.shift();
    else c.queue[0] = head.subarray(count);
    c.total -= count;
    place.filled += count;
    left -= count;
  }
  return ready;
}
function fillPending(controller) {
  const c = controller[kState];
  const reader = c.stream[kState].reader;
  while (c.pending.length > 0 && c.total > 0 && fill(c, c.pending[0])) answer(c, reader, c.pending.shift());
}
function answer(c, reader, place) {
  const over = c.stream[kState].state === 'closed';
  const requests = place.into ? reader[kState].intoRequests : reader[kState].requests;
  const request = requests.shift();
  if (request === undefined) return;
  if (over) request.close(place.into ? viewOf(place) : undefined);
  else request.chunk(viewOf(place));
}
function respond(controller, bytesWritten) {
  const c = controller[kState];
  const first = c.pending[0];
  if (c.stream[kState].state === 'closed') {
    if (bytesWritten !== 0) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'bytesWritten' is invalid. Received ${inspect(bytesWritten)}`);
    invalidate(c);
    const reader = c.stream[kState].reader;
    while (c.pending.length > 0) {
      const place = c.pending.shift();
      if (place.into && reader) answer(c, reader, place);
    }
    return;
  }
  if (bytesWritten === 0) throw invalidState('bytesWritten must be greater than 0');
  if (first.filled + bytesWritten > first.length) throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'bytesWritten' is invalid. Received ${inspect(bytesWritten)}`);
  invalidate(c);
  first.filled += bytesWritten;
  if (first.filled < first.least) {
    pullIfNeeded(controller);
    return;
  }
  c.pending.shift();
  const rest = first.filled % first.size;
  if (rest > 0) append(c, new Uint8Array(first.buffer.slice(first.offset + first.filled - rest, first.offset + first.filled)));
  first.filled -= rest;
  if (first.into === undefined) append(c, new Uint8Array(first.buffer.slice(first.offset, first.offset + first.filled)));
  else if (c.stream[kState].reader) answer(c, c.stream[kState].reader, first);
  if (c.stream[kState].reader?.[kState].intoRequests) fillPending(controller);
  pullIfNeeded(controller);
}

module.exports = { ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableByteStreamController, setUpByteController };
