'use strict';
// stream.finished: calls back once when a stream is over, by its end, an error or its premature close (node-semantics §7.3).
// A stream that will emit 'close' is over with that; others with 'end' and 'finish'.
const { invalidArgType, nodeMajor } = internal;
const { streamError, AbortError, once, validateFunction, validateObject, validateAbortSignal, onAbort } = require('internal/streams/errors');
const { isClosed, isReadable, isReadableNodeStream, isReadableStream, isReadableFinished, isReadableErrored, isWritable, isWritableNodeStream,
  isWritableStream, isWritableFinished, isWritableErrored, isNodeStream, willEmitClose, kIsClosedPromise } = require('internal/streams/kinds');

const isRequest = (stream) => stream.setHeader && typeof stream.abort === 'function';
function nop() {}

function errorOf(stream) {
  const errored = isWritableErrored(stream) || isReadableErrored(stream);
  return errored && typeof errored !== 'boolean' ? errored : null;
}

function finished(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options == null) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  if (isReadableStream(stream) || isWritableStream(stream)) return finishedWeb(stream, options, once(callback));
  if (!isNodeStream(stream)) throw invalidArgType('stream', 'an instance of ReadableStream, WritableStream, or Stream', stream);

  const readable = options.readable ?? isReadableNodeStream(stream);
  const writable = options.writable ?? isWritableNodeStream(stream);
  const r = stream._readableState, w = stream._writableState;
  let closes = willEmitClose(stream) && isReadableNodeStream(stream) === readable && isWritableNodeStream(stream) === writable;
  let readableDone = isReadableFinished(stream, false);
  let writableDone = isWritableFinished(stream, false);

  // What its close means: undefined = success.
  function resultOfClose() {
    const error = errorOf(stream);
    if (error) return error;
    if (readable && !readableDone && isReadableNodeStream(stream, true) && !isReadableFinished(stream, false)) return streamError('ERR_STREAM_PREMATURE_CLOSE');
    if (writable && !writableDone && !isWritableFinished(stream, false)) return streamError('ERR_STREAM_PREMATURE_CLOSE');
    return undefined;
  }
  // Whether it is over before we listen.
  function overAlready() {
    if (w?.errorEmitted || r?.errorEmitted) return !closes;
    if (!readable && (!closes || isReadable(stream)) && (writableDone || isWritable(stream) === false) &&
        (nodeMajor < 20 || w == null || w.pendingcb === undefined || w.pendingcb === 0)) return true;
    if (!writable && (!closes || isWritable(stream)) && (readableDone || isReadable(stream) === false)) return true;
    return !!(r && stream.req && stream.aborted);
  }
  const call = (error) => { error ? callback.call(stream, error) : callback.call(stream); };

  if (nodeMajor >= 24) {
    const closed = isClosed(stream);
    if (closed || overAlready() || options.signal?.aborted) {
      const over = closed || overAlready();
      const result = closed ? resultOfClose() : over ? errorOf(stream) : new AbortError(undefined, { cause: options.signal.reason });
      const quiet = over && options.error !== false;
      if (quiet) stream.on('error', nop);
      process.nextTick(() => call(result));
      return () => {
        callback = nop;
        if (quiet) stream.removeListener('error', nop);
      };
    }
  }
  callback = once(callback);

  const onfinish = () => {
    writableDone = true;
    if (stream.destroyed) closes = false;
    if (closes && (!stream.readable || readable)) return;
    if (!readable || readableDone) callback.call(stream);
  };
  const onend = () => {
    readableDone = true;
    if (stream.destroyed) closes = false;
    if (closes && (!stream.writable || writable)) return;
    if (!writable || writableDone) callback.call(stream);
  };
  const onerror = (error) => { callback.call(stream, error); };
  const closed = isClosed(stream);
  const onclose = () => call(resultOfClose());
  const onlegacyfinish = () => { if (!stream.writable) onfinish(); };
  const onrequest = () => { stream.req.on('finish', onfinish); };

  if (isRequest(stream)) {
    stream.on('complete', onfinish);
    if (!closes) stream.on('abort', onclose);
    if (stream.req) onrequest();
    else stream.on('request', onrequest);
  } else if (writable && !w) { // streams of the old kind
    stream.on('end', onlegacyfinish);
    stream.on('close', onlegacyfinish);
  }
  if (!closes && typeof stream.aborted === 'boolean') stream.on('aborted', onclose);
  stream.on('end', onend);
  stream.on('finish', onfinish);
  if (options.error !== false) stream.on('error', onerror);
  stream.on('close', onclose);
  if (nodeMajor < 24) {
    if (closed) process.nextTick(onclose);
    else if (overAlready()) process.nextTick(() => call(errorOf(stream)));
  }

  const cleanup = () => {
    callback = nop;
    stream.removeListener('aborted', onclose);
    stream.removeListener('complete', onfinish);
    stream.removeListener('abort', onclose);
    stream.removeListener('request', onrequest);
    if (stream.req) stream.req.removeListener('finish', onfinish);
    stream.removeListener('end', onlegacyfinish);
    stream.removeListener('close', onlegacyfinish);
    stream.removeListener('finish', onfinish);
    stream.removeListener('end', onend);
    stream.removeListener('error', onerror);
    stream.removeListener('close', onclose);
  };
  if (options.signal && !closed) {
    const abort = () => {
      const end = callback; // cleanup() takes it away
      cleanup();
      end.call(stream, new AbortError(undefined, { cause: options.signal.reason }));
    };
    if (options.signal.aborted) process.nextTick(abort);
    else callback = forgetting(onAbort(options.signal, abort), callback, stream);
  }
  return cleanup;
}
function forgetting(forget, callback, stream) {
  return once((...args) => {
    forget();
    callback.apply(stream, args);
  });
}

function finishedWeb(stream, options, callback) {
  let aborted = false;
  if (options.signal) {
    const end = callback;
    const abort = () => {
      aborted = true;
      end.call(stream, new AbortError(undefined, { cause: options.signal.reason }));
    };
    if (options.signal.aborted) process.nextTick(abort);
    else callback = forgetting(onAbort(options.signal, abort), callback, stream);
  }
  const settled = (...args) => { if (!aborted) process.nextTick(() => callback.apply(stream, args)); };
  stream[kIsClosedPromise].promise.then(settled, settled);
  return nop;
}

// stream/promises
function finishedPromise(stream, options) {
  const cleansUp = !!options?.cleanup;
  if (options?.cleanup && typeof options.cleanup !== 'boolean') throw invalidArgType('cleanup', 'of type boolean', options.cleanup);
  return new Promise((resolve, reject) => {
    const cleanup = finished(stream, options === null ? {} : options, (error) => {
      if (cleansUp) cleanup();
      if (error) reject(error);
      else resolve();
    });
  });
}

module.exports = { finished, finishedPromise };
