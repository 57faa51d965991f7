'use strict';
// TransformStream, and the streams of text encoders and decoders (https://streams.spec.whatwg.org/#ts-model).
const { nodeError, invalidArgType, inspect } = internal;
const { kPrivate, kState, deferred, invalidState, checkObject, methodOf, promiseCall, markOf, sizeOf, showAs } = require('internal/webstreams/common');
const readable = require('internal/webstreams/readable');
const writable = require('internal/webstreams/writable');

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    if (transformer === null) throw invalidArgType('transformer', 'of type object', transformer);
    checkObject(writableStrategy, 'writableStrategy');
    checkObject(readableStrategy, 'readableStrategy');
    for (const name of ['readableType', 'writableType'])
      if (transformer?.[name] !== undefined) throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'transformer.${name}' is invalid. Received ${inspect(transformer[name])}`);
    const started = deferred();
    const t = { readable: undefined, writable: undefined, controller: undefined, backpressure: undefined, change: deferred(), finishing: undefined };
    Object.defineProperty(this, kState, { value: t, enumerable: false });
    const controller = t.controller = new TransformStreamDefaultController(kPrivate);
    const transform = methodOf(transformer, 'transform');
    const c = {
      stream: this, transform: transform ?? ((chunk) => controller.enqueue(chunk)), flush: methodOf(transformer, 'flush'), cancel: methodOf(transformer, 'cancel'),
    };
    Object.defineProperty(controller, kState, { value: c, enumerable: false });
    t.writable = writable.createWritable({
      start: () => started.promise, write: (chunk) => sinkWrite(this, chunk), abort: (reason) => sinkAbort(this, reason), close: () => sinkClose(this),
    }, markOf(writableStrategy, 1), sizeOf(writableStrategy));
    t.readable = readable.createReadable({
      start: () => started.promise,
      pull: () => {
        setBackpressure(t, false);
        return t.change.promise;
      },
      cancel: (reason) => sourceCancel(this, reason),
    }, markOf(readableStrategy, 0), sizeOf(readableStrategy));
    setBackpressure(t, true);
    started.resolve(methodOf(transformer, 'start')?.(controller));
  }
  get readable() { return this[kState].readable; }
  get writable() { return this[kState].writable; }
}
showAs(TransformStream, { readable: (stream) => stream.readable, writable: (stream) => stream.writable, backpressure: (stream) => stream[kState].backpressure });

class TransformStreamDefaultController {
  constructor(key) { if (key !== kPrivate) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  get desiredSize() { return readable.desiredSize(this[kState].stream.readable[kState].controller); }
  enqueue(chunk = undefined) {
    const t = this[kState].stream[kState];
    const target = t.readable[kState].controller;
    if (!readable.canEnqueue(target)) throw invalidState('Unable to enqueue');
    try {
      readable.enqueue(target, chunk);
    } catch (error) {
      errorWritable(t, error);
      throw t.readable[kState].storedError;
    }
    const backpressure = !(t.readable[kState].reader?.[kState].requests?.length > 0) && readable.desiredSize(target) <= 0;
    if (backpressure !== t.backpressure) setBackpressure(t, true);
  }
  error(reason = undefined) { errorBoth(this[kState].stream[kState], reason); }
  terminate() {
    const t = this[kState].stream[kState];
    readable.closeController(t.readable[kState].controller);
    errorWritable(t, invalidState('TransformStream has been terminated'));
  }
}
showAs(TransformStreamDefaultController, { stream: (controller) => controller[kState].stream });

function setBackpressure(t, backpressure) {
  if (t.backpressure !== undefined) t.change.resolve();
  t.change = deferred();
  t.backpressure = backpressure;
}
function clear(c) { c.transform = c.flush = c.cancel = undefined; }
function errorBoth(t, error) {
  readable.errorController(t.readable[kState].controller, error);
  errorWritable(t, error);
}
function errorWritable(t, error) {
  clear(t.controller[kState]);
  const side = t.writable[kState];
  if (side.state === 'writable') writable.errorController(side.controller, error);
  if (t.backpressure) setBackpressure(t, false);
}
async function transformChunk(t, chunk) {
  try {
    await promiseCall(t.controller[kState].transform, chunk, t.controller);
  } catch (error) {
    errorBoth(t, error);
    throw error;
  }
}
function sinkWrite(stream, chunk) {
  const t = stream[kState];
  if (!t.backpressure) return transformChunk(t, chunk);
  return t.change.promise.then(() => {
    const side = t.writable[kState];
    if (side.state === 'erroring') throw side.storedError;
    return transformChunk(t, chunk);
  });
}
function sinkAbort(stream, reason) {
  const t = stream[kState];
  if (t.finishing) return t.finishing;
  const { cancel } = t.controller[kState];
  clear(t.controller[kState]);
  t.finishing = promiseCall(cancel, reason).then(() => {
    if (t.readable[kState].state === 'errored') throw t.readable[kState].storedError;
    readable.errorController(t.readable[kState].controller, reason);
  }, (error) => {
    readable.errorController(t.readable[kState].controller, error);
    throw error;
  });
  return t.finishing;
}
function sinkClose(stream) {
  const t = stream[kState];
  if (t.finishing) return t.finishing;
  const { flush } = t.controller[kState];
  const flushed = promiseCall(flush, t.controller);
  clear(t.controller[kState]);
  t.finishing = flushed.then(() => {
    if (t.readable[kState].state === 'errored') throw t.readable[kState].storedError;
    readable.closeController(t.readable[kState].controller);
  }, (error) => {
    errorBoth(t, error);
    throw t.readable[kState].storedError;
  });
  return t.finishing;
}
function sourceCancel(stream, reason) {
  const t = stream[kState];
  if (t.finishing) return t.finishing;
  const { cancel } = t.controller[kState];
  clear(t.controller[kState]);
  t.finishing = promiseCall(cancel, reason).then(() => {
    if (t.writable[kState].state === 'errored') throw t.writable[kState].storedError;
    errorWritable(t, reason);
  }, (error) => {
    errorWritable(t, error);
    throw error;
  });
  return t.finishing;
}

// --- text ---

class TextEncoderStream {
  #transform; #pending = ''; // the first half of a pair of surrogates
  constructor() {
    const encoder = new TextEncoder();
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        let text = this.#pending + String(chunk);
        this.#pending = '';
        const last = text.charCodeAt(text.length - 1);
        if (last >= 0xd800 && last <= 0xdbff) {
          this.#pending = text[text.length - 1];
          text = text.slice(0, -1);
        }
        if (text !== '') controller.enqueue(encoder.encode(text));
      },
      flush: (controller) => { if (this.#pending !== '') controller.enqueue(encoder.encode(this.#pending)); },
    });
  }
  get encoding() { return 'utf-8'; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
class TextDecoderStream {
  #decoder; #transform;
  constructor(encoding = 'utf-8', options = {}) {
    this.#decoder = new TextDecoder(encoding, options);
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        const text = this.#decoder.decode(chunk, { stream: true });
        if (text) controller.enqueue(text);
      },
      flush: (controller) => {
        const text = this.#decoder.decode();
        if (text) controller.enqueue(text);
      },
    });
  }
  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
showAs(TextEncoderStream, { encoding: (s) => s.encoding, readable: (s) => s.readable, writable: (s) => s.writable });
showAs(TextDecoderStream, { encoding: (s) => s.encoding, fatal: (s) => s.fatal, ignoreBOM: (s) => s.ignoreBOM, readable: (s) => s.readable, writable: (s) => s.writable });

module.exports = { TransformStream, TransformStreamDefaultController, TextEncoderStream, TextDecoderStream };
