'use strict';
// stream.addAbortSignal: an aborted signal destroys the stream.
const { invalidArgType } = internal;
const { AbortError, onAbort } = require('internal/streams/errors');
const { isNodeStream, isWebStream, kControllerErrorFunction } = require('internal/streams/kinds');

function addAbortSignal(signal, stream) {
  if (typeof signal !== 'object' || !('aborted' in signal)) throw invalidArgType('signal', 'an instance of AbortSignal', signal);
  if (!isNodeStream(stream) && !isWebStream(stream))
    throw invalidArgType('stream', 'an instance of ReadableStream, WritableStream, or Stream', stream);
  const abort = () => {
    const error = new AbortError(undefined, { cause: signal.reason });
    if (isNodeStream(stream)) stream.destroy(error);
    else stream[kControllerErrorFunction](error);
  };
  if (signal.aborted) {
    abort();
  } else {
    const forget = onAbort(signal, abort);
    const { finished } = require('internal/streams/finished');
    finished(stream, forget);
  }
  return stream;
}

module.exports = { addAbortSignal };
