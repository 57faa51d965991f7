'use strict';
// The errors of streams, in Node's words.
const { nodeError, invalidArgType } = internal;

const texts = {
  ERR_METHOD_NOT_IMPLEMENTED: (name) => `The ${name} method is not implemented`,
  ERR_MISSING_ARGS: (name) => `The "${name}" argument must be specified`,
  ERR_MULTIPLE_CALLBACK: () => 'Callback called multiple times',
  ERR_STREAM_ALREADY_FINISHED: (name) => `Cannot call ${name} after a stream was finished`,
  ERR_STREAM_CANNOT_PIPE: () => 'Cannot pipe, not readable',
  ERR_STREAM_DESTROYED: (name) => `Cannot call ${name} after a stream was destroyed`,
  ERR_STREAM_NULL_VALUES: () => 'May not write null values to stream',
  ERR_STREAM_PREMATURE_CLOSE: () => 'Premature close',
  ERR_STREAM_PUSH_AFTER_EOF: () => 'stream.push() after EOF',
  ERR_STREAM_UNABLE_TO_PIPE: () => 'Cannot pipe to a closed or destroyed stream',
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: () => 'stream.unshift() after end event',
  ERR_STREAM_WRITE_AFTER_END: () => 'write after end',
};
const typeErrors = new Set(['ERR_MISSING_ARGS', 'ERR_STREAM_NULL_VALUES']);

function streamError(code, detail) {
  return nodeError(typeErrors.has(code) ? TypeError : Error, code, texts[code](detail));
}
function invalidChunk(chunk) {
  return invalidArgType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
}

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') throw invalidArgType('options', 'of type object', options);
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

// Two errors of one stream: the outer one, as an AggregateError of both; or the one that there is.
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const both = new AggregateError([outer, inner], outer.message);
  both.code = outer.code;
  return both;
}

function once(callback) {
  let called = false;
  return function(...args) {
    if (called) return;
    called = true;
    Reflect.apply(callback, this, args);
  };
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw invalidArgType(name, 'of type function', value);
}
function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw invalidArgType(name, 'of type object', value);
}
function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal)))
    throw invalidArgType(name, 'an instance of AbortSignal', signal);
}
// Calls `listener` when the signal is aborted: on a tick if it is already. Returns what stops that.
function onAbort(signal, listener) {
  if (signal.aborted) {
    queueMicrotask(() => listener());
    return () => {};
  }
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

module.exports = { streamError, invalidChunk, AbortError, aggregateTwoErrors, once, validateFunction, validateObject, validateAbortSignal, onAbort };
