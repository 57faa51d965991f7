'use strict';
// ReadableStream with its default reader and controller (https://streams.spec.whatwg.org/#rs-model).
const { nodeError, invalidArgType, inspect } = internal;
const { kPrivate, kState, deferred, resolvedDeferred, rejectedDeferred, markHandled, invalidState, checkObject, methodOf, promiseCall, pullOnce, markOf, sizeOf,
  SizedQueue, showAs } = require('internal/webstreams/common');
const { kIsClosedPromise, kControllerErrorFunction, kIsDisturbed, kIsErrored, kIsReadable } = require('internal/streams/kinds');

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    if (source === kPrivate) return;
    if (source === null) throw invalidArgType('source', 'of type object', source);
    checkObject(strategy, 'strategy');
    initStream(this);
    const type = source?.type;
    if (`${type}` === 'bytes') {
      if (strategy?.size !== undefined) throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'strategy.size' is invalid. Received ${inspect(strategy.size)}`);
      require('internal/webstreams/byte_readable').setUpByteController(this, source, markOf(strategy, 0));
      return;
    }
    if (type !== undefined) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'source.type' is invalid. Received ${inspect(type)}`);
    const size = sizeOf(strategy);
    const start = methodOf(source, 'start');
    setUpDefaultController(this, {
      start: start && ((controller) => start(controller)), pull: methodOf(source, 'pull'), cancel: methodOf(source, 'cancel'),
    }, markOf(strategy, 1), size);
  }
  static from(iterable) { return fromIterable(iterable); }
  get locked() { return this[kState].reader !== undefined; }
  cancel(reason = undefined) {
    if (this.locked) return Promise.reject(invalidState('ReadableStream is locked'));
    return cancelStream(this, reason);
  }
  getReader(options = {}) {
    checkObject(options, 'options');
    if (options?.mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${options.mode}` !== 'byob') throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.mode' is invalid. Received ${inspect(options.mode)}`);
    const { ReadableStreamBYOBReader } = require('internal/webstreams/byte_readable');
    return new ReadableStreamBYOBReader(this);
  }
  pipeThrough(transform, options = {}) {
    if (!transform || !(transform.readable instanceof ReadableStream)) throw invalidArgType('transform.readable', 'an instance of ReadableStream', transform?.readable);
    if (this.locked) throw invalidState('The ReadableStream is locked');
    if (transform.writable.locked) throw invalidState('The WritableStream is locked');
    markHandled(pipeTo(this, transform.writable, options));
    return transform.readable;
  }
  pipeTo(destination, options = {}) {
    const { WritableStream } = require('internal/webstreams/writable');
    if (!(destination instanceof WritableStream)) return Promise.reject(invalidArgType('transform.writable', 'an instance of WritableStream', destination));
    if (this.locked) return Promise.reject(invalidState('The ReadableStream is locked'));
    if (destination.locked) return Promise.reject(invalidState('The WritableStream is locked'));
    return pipeTo(this, destination, options);
  }
  tee() { return tee(this); }
  values(options = {}) { return iteratorOf(this, !!options?.preventCancel); }
  get [kIsClosedPromise]() { return this[kState].closed; }
  get [kIsDisturbed]() { return this[kState].disturbed; }
  get [kIsErrored]() { return this[kState].state === 'errored'; }
  get [kIsReadable]() { return this[kState].state === 'readable'; }
  [kControllerErrorFunction](error) { this[kState].controller.error(error); }
}
Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator, { value: ReadableStream.prototype.values, writable: true, configurable: true });
showAs(ReadableStream, {
  locked: (stream) => stream.locked, state: (stream) => stream[kState].state, supportsBYOB: (stream) => !!stream[kState].controller?.[kState].isByte,
});

function initStream(stream) {
  Object.defineProperty(stream, kState, {
    value: { state: 'readable', reader: undefined, controller: undefined, storedError: undefined, disturbed: false, closed: deferred() }, enumerable: false,
  });
  markHandled(stream[kState].closed.promise);
}
function createReadable(algorithms, mark = 1, size = () => 1) {
  const stream = new ReadableStream(kPrivate);
  initStream(stream);
  setUpDefaultController(stream, algorithms, mark, size);
  return stream;
}

// --- state ---

function cancelStream(stream, reason) {
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'closed') return Promise.resolve();
  if (s.state === 'errored') return Promise.reject(s.storedError);
  closeStream(stream);
  const reader = s.reader;
  if (reader !== undefined && reader[kState].intoRequests) for (const request of reader[kState].intoRequests.splice(0)) request.close(undefined);
  return s.controller[kState].cancelSteps(reason).then(() => undefined);
}
function closeStream(stream) {
  const s = stream[kState];
  s.state = 'closed';
  s.closed.resolve();
  if (s.reader === undefined) return;
  s.reader[kState].closed.resolve();
  if (s.reader[kState].requests) for (const request of s.reader[kState].requests.splice(0)) request.close();
}
function errorStream(stream, error) {
  const s = stream[kState];
  s.state = 'errored';
  s.storedError = error;
  s.closed.reject(error);
  const reader = s.reader;
  if (reader === undefined) return;
  reader[kState].closed.reject(error);
  markHandled(reader[kState].closed.promise);
  for (const list of ['requests', 'intoRequests'])
    if (reader[kState][list]) for (const request of reader[kState][list].splice(0)) request.error(error);
}
const waitingReads = (stream) => stream[kState].reader?.[kState].requests?.length ?? 0;

// --- readers ---

function initReader(reader, stream) {
  const s = stream[kState];
  if (s.reader !== undefined) throw invalidState('ReadableStream is locked');
  Object.defineProperty(reader, kState, { value: { stream, closed: undefined, requests: undefined, intoRequests: undefined }, enumerable: false });
  s.reader = reader;
  reader[kState].closed = s.state === 'readable' ? deferred() : s.state === 'closed' ? resolvedDeferred() : rejectedDeferred(s.storedError);
}
function releaseReader(reader) {
  const { stream } = reader[kState];
  const s = stream[kState];
  const error = invalidState('Reader released');
  if (s.state === 'readable') reader[kState].closed.reject(error);
  else reader[kState].closed = rejectedDeferred(error);
  markHandled(reader[kState].closed.promise);
  s.controller[kState].releaseSteps?.();
  s.reader = undefined;
  reader[kState].stream = undefined;
  for (const list of ['requests', 'intoRequests'])
    if (reader[kState][list]) for (const request of reader[kState][list].splice(0)) request.error(error);
}
class Reader {
  get closed() { return this[kState].closed.promise; }
  cancel(reason = undefined) {
    if (this[kState].stream === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    return cancelStream(this[kState].stream, reason);
  }
  releaseLock() { if (this[kState].stream !== undefined) releaseReader(this); }
}
class ReadableStreamDefaultReader extends Reader {
  constructor(stream) {
    super();
    if (!(stream instanceof ReadableStream)) throw invalidArgType('stream', 'an instance of ReadableStream', stream);
    initReader(this, stream);
    this[kState].requests = [];
  }
  read() {
    if (this[kState].stream === undefined) return Promise.reject(invalidState('The reader is not attached to a stream'));
    const made = deferred();
    readWith(this, {
      chunk: (value) => made.resolve({ value, done: false }), close: () => made.resolve({ value: undefined, done: true }), error: made.reject,
    });
    return made.promise;
  }
}
showAs(ReadableStreamDefaultReader, { stream: (reader) => reader[kState].stream, readRequests: (reader) => reader[kState].requests.length, close: (reader) => reader.closed });

// `request`: what is called with a chunk, at the end, or with an error.
function readWith(reader, request) {
  const { stream } = reader[kState];
  const s = stream[kState];
  s.disturbed = true;
  if (s.state === 'closed') request.close();
  else if (s.state === 'errored') request.error(s.storedError);
  else s.controller[kState].pullSteps(request);
}

// --- the default controller ---

class ReadableStreamDefaultController {
  constructor(key) { if (key !== kPrivate) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  get desiredSize() { return desiredSize(this); }
  close() {
    if (!canEnqueue(this)) throw invalidState('Controller is already closed');
    closeController(this);
  }
  enqueue(chunk = undefined) {
    if (!canEnqueue(this)) throw invalidState('Controller is already closed');
    enqueue(this, chunk);
  }
  error(error = undefined) { errorController(this, error); }
}
showAs(ReadableStreamDefaultController, {});

const canEnqueue = (controller) => !controller[kState].closeRequested && controller[kState].stream[kState].state === 'readable';
function desiredSize(controller) {
  const c = controller[kState];
  const { state } = c.stream[kState];
  return state === 'errored' ? null : state === 'closed' ? 0 : c.mark - c.queue.total;
}
function setUpDefaultController(stream, { start, pull, cancel }, mark, size) {
  const controller = new ReadableStreamDefaultController(kPrivate);
  const c = {
    stream, queue: new SizedQueue(), mark, size, pull, cancel, started: false, closeRequested: false, pulling: false, pullAgain: false,
    cancelSteps(reason) {
      c.queue.clear();
      const { cancel } = c;
      clearAlgorithms(c);
      return promiseCall(cancel, reason);
    },
    pullSteps(request) {
      if (c.queue.length === 0) {
        stream[kState].reader[kState].requests.push(request);
        pullIfNeeded(controller);
        return;
      }
      const chunk = c.queue.shift();
      if (c.closeRequested && c.queue.length === 0) {
        clearAlgorithms(c);
        closeStream(stream);
      } else {
        pullIfNeeded(controller);
      }
      request.chunk(chunk);
    },
  };
  Object.defineProperty(controller, kState, { value: c, enumerable: false });
  stream[kState].controller = controller;
  Promise.resolve(start ? start(controller) : undefined).then(() => {
    c.started = true;
    pullIfNeeded(controller);
  }, (error) => errorController(controller, error));
}
function clearAlgorithms(c) { c.pull = c.cancel = c.size = undefined; }
function pullIfNeeded(controller) {
  const c = controller[kState];
  const wanted = canEnqueue(controller) && c.started && (waitingReads(c.stream) > 0 || desiredSize(controller) > 0);
  if (!wanted) return;
  pullOnce(c, controller, pullIfNeeded, (error) => errorController(controller, error));
}
function closeController(controller) {
  if (!canEnqueue(controller)) return;
  const c = controller[kState];
  c.closeRequested = true;
  if (c.queue.length > 0) return;
  clearAlgorithms(c);
  closeStream(c.stream);
}
function enqueue(controller, chunk) {
  if (!canEnqueue(controller)) return;
  const c = controller[kState];
  if (waitingReads(c.stream) > 0) {
    c.stream[kState].reader[kState].requests.shift().chunk(chunk);
  } else {
    try {
      c.queue.push(chunk, c.size(chunk));
    } catch (error) {
      errorController(controller, error);
      throw error;
    }
  }
  pullIfNeeded(controller);
}
function errorController(controller, error) {
  const c = controller[kState];
  if (c.stream[kState].state !== 'readable') return;
  c.queue.clear();
  clearAlgorithms(c);
  errorStream(c.stream, error);
}

// --- iteration, from, tee, pipeTo ---

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
function iteratorOf(stream, preventCancel) {
  const reader = new ReadableStreamDefaultReader(stream);
  let over = false, last; // calls are answered one after the other
  function step() {
    if (over) return Promise.resolve({ value: undefined, done: true });
    if (reader[kState].stream === undefined) return Promise.reject(invalidState('The reader is not bound to a ReadableStream'));
    const made = deferred();
    readWith(reader, {
      chunk: (value) => made.resolve({ value, done: false }),
      close() {
        over = true;
        releaseReader(reader);
        made.resolve({ value: undefined, done: true });
      },
      error(error) {
        over = true;
        releaseReader(reader);
        made.reject(error);
      },
    });
    return made.promise;
  }
  async function leave(value) {
    if (over) return { done: true, value };
    over = true;
    if (reader[kState].stream === undefined) throw invalidState('The reader is not bound to a ReadableStream');
    const result = preventCancel ? undefined : reader.cancel(value);
    releaseReader(reader);
    await result;
    return { done: true, value };
  }
  return Object.setPrototypeOf({
    next() { return last = last ? last.then(step, step) : step(); },
    return(value) { return last = last ? last.then(() => leave(value), () => leave(value)) : leave(value); },
  }, AsyncIteratorPrototype);
}

function fromIterable(iterable) {
  const make = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator];
  if (typeof make !== 'function') throw nodeError(TypeError, 'ERR_ARG_NOT_ITERABLE', `${inspect(iterable)} must be iterable`);
  const iterator = make.call(iterable);
  const isAsync = iterable[Symbol.asyncIterator] != null;
  const stream = createReadable({
    async pull() {
      const { done, value } = await iterator.next();
      if (done) stream[kState].controller.close();
      else stream[kState].controller.enqueue(isAsync ? value : await value);
    },
    async cancel(reason) {
      if (typeof iterator.return === 'function') await iterator.return(reason);
    },
  }, 0);
  return stream;
}

function tee(stream) {
  const reader = new ReadableStreamDefaultReader(stream);
  let reading = false, again = false;
  const cancelled = [false, false], reasons = [undefined, undefined], cancelResult = deferred();
  const controllers = () => branches.map((branch) => branch[kState].controller);
  function pull() {
    if (reading) {
      again = true;
      return Promise.resolve();
    }
    reading = true;
    readWith(reader, {
      chunk(value) {
        queueMicrotask(() => {
          again = false;
          controllers().forEach((controller, i) => { if (!cancelled[i]) enqueue(controller, value); });
          reading = false;
          if (again) pull();
        });
      },
      close() {
        reading = false;
        controllers().forEach((controller, i) => { if (!cancelled[i]) closeController(controller); });
        if (!cancelled[0] || !cancelled[1]) cancelResult.resolve();
      },
      error() { reading = false; },
    });
    return Promise.resolve();
  }
  const cancelBranch = (i) => (reason) => {
    cancelled[i] = true;
    reasons[i] = reason;
    if (cancelled[1 - i]) cancelResult.resolve(cancelStream(stream, reasons));
    return cancelResult.promise;
  };
  const branches = [0, 1].map((i) => createReadable({ pull, cancel: cancelBranch(i) }));
  reader.closed.then(undefined, (error) => {
    for (const controller of controllers()) errorController(controller, error);
    if (!cancelled[0] || !cancelled[1]) cancelResult.resolve();
  });
  return branches;
}

async function pipeTo(source, target, options) {
  const preventClose = !!options?.preventClose, preventAbort = !!options?.preventAbort, preventCancel = !!options?.preventCancel;
  const signal = options?.signal;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal)))
    throw invalidArgType('options.signal', 'an instance of AbortSignal', signal);
  const { abortStream, writableState, closeWithErrorPropagation } = require('internal/webstreams/writable');
  const reader = new ReadableStreamDefaultReader(source);
  const writer = target.getWriter();
  source[kState].disturbed = true;
  const result = deferred();
  let shuttingDown = false, lastWrite = Promise.resolve();

  // Ends the pipe after what has been read is written, and after `action`.
  function shutdown(action, failed, error) {
    if (shuttingDown) return;
    shuttingDown = true;
    const go = () => {
      if (!action) return finish(failed, error);
      action().then(() => finish(failed, error), (problem) => finish(true, problem));
    };
    const { state } = writableState(target);
    if (state === 'writable' && !writableState(target).closing) lastWrite.then(go, go);
    else go();
  }
  function finish(failed, error) {
    writer.releaseLock();
    releaseReader(reader);
    if (signal) signal.removeEventListener('abort', onabort);
    if (failed) result.reject(error);
    else result.resolve();
  }
  function onabort() {
    const error = signal.reason;
    const actions = [];
    if (!preventAbort) actions.push(() => (writableState(target).state === 'writable' ? abortStream(target, error) : Promise.resolve()));
    if (!preventCancel) actions.push(() => (source[kState].state === 'readable' ? cancelStream(source, error) : Promise.resolve()));
    shutdown(() => Promise.all(actions.map((action) => action())), true, error);
  }
  if (signal) {
    if (signal.aborted) {
      onabort();
      return result.promise;
    }
    signal.addEventListener('abort', onabort, { once: true });
  }
  const onSourceError = (error) => shutdown(preventAbort ? undefined : () => abortStream(target, error), true, error);
  const onTargetError = (error) => shutdown(preventCancel ? undefined : () => cancelStream(source, error), true, error);
  const onSourceClose = () => shutdown(preventClose ? undefined : () => closeWithErrorPropagation(writer), false);
  if (source[kState].state === 'errored') onSourceError(source[kState].storedError);
  else reader.closed.then(onSourceClose, onSourceError);
  if (writableState(target).state === 'errored') onTargetError(writableState(target).storedError);
  else writer.closed.then(undefined, onTargetError);
  if (writableState(target).closing || writableState(target).state === 'closed') {
    const error = invalidState('Destination WritableStream is closed');
    shutdown(preventCancel ? undefined : () => cancelStream(source, error), true, error);
  }
  const step = async () => {
    if (shuttingDown) return true;
    await writer.ready;
    return new Promise((resolve, reject) => {
      readWith(reader, {
        chunk(value) {
          lastWrite = writer.write(value);
          markHandled(lastWrite);
          resolve(false);
        },
        close: () => resolve(true),
        error: reject,
      });
    });
  };
  (async () => { while (!(await step())); })().catch(() => {});
  return result.promise;
}

module.exports = {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, Reader, initReader, readWith, cancelStream, closeStream, errorStream, waitingReads,
  createReadable, enqueue, closeController, errorController, canEnqueue, desiredSize,
};
