'use strict';
// What an object is, among streams: by what it has, since streams of other libraries count too. A question that makes no
// sense for the object is answered with null.

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');
const kIsClosedPromise = Symbol.for('nodejs.webstream.isClosedPromise');
const kControllerErrorFunction = Symbol.for('nodejs.webstream.controllerErrorFunction');

const has = (object, ...methods) => methods.every((name) => typeof object[name] === 'function');

function isReadableNodeStream(object, strict = false) {
  if (!object || !has(object, 'pipe', 'on')) return false;
  if (strict && !has(object, 'pause', 'resume')) return false;
  // A writable has pipe() too; a duplex may have its readable side switched off.
  return !object._writableState || (!!object._readableState && object._readableState.readable !== false);
}
function isWritableNodeStream(object) {
  return !!object && has(object, 'write', 'on') && (!object._readableState || object._writableState?.writable !== false);
}
function isDuplexNodeStream(object) {
  return !!object && !!object._readableState && has(object, 'pipe', 'on', 'write');
}
function isNodeStream(object) {
  return !!object && !!(object._readableState || object._writableState || has(object, 'write', 'on') || has(object, 'pipe', 'on'));
}
function isReadableStream(object) {
  return !!object && !isNodeStream(object) && has(object, 'pipeThrough', 'getReader', 'cancel');
}
function isWritableStream(object) {
  return !!object && !isNodeStream(object) && has(object, 'getWriter', 'abort');
}
function isTransformStream(object) {
  return !!object && !isNodeStream(object) && typeof object.readable === 'object' && typeof object.writable === 'object';
}
function isWebStream(object) {
  return isReadableStream(object) || isWritableStream(object) || isTransformStream(object);
}
function isIterable(object, async) {
  if (object === null || object === undefined) return false;
  const asynchronous = typeof object[Symbol.asyncIterator] === 'function';
  if (async === true) return asynchronous;
  return (async !== false && asynchronous) || typeof object[Symbol.iterator] === 'function';
}

function isDestroyed(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return !!(stream.destroyed || stream[kIsDestroyed] || state?.destroyed);
}
function isWritableEnded(stream) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableEnded === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  return typeof state?.ended === 'boolean' ? state.ended : null;
}
// `strict` false: also one that has nothing left to do.
function isWritableFinished(stream, strict) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableFinished === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  if (typeof state?.finished !== 'boolean') return null;
  return state.finished || (strict === false && state.ended === true && state.length === 0);
}
function isReadableFinished(stream, strict) {
  if (!isReadableNodeStream(stream)) return null;
  const state = stream._readableState;
  if (state?.errored) return false;
  if (typeof state?.endEmitted !== 'boolean') return null;
  return state.endEmitted || (strict === false && state.ended === true && state.length === 0);
}
function isReadable(stream) {
  if (stream && stream[kIsReadable] != null) return stream[kIsReadable];
  if (typeof stream?.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isReadableNodeStream(stream) && stream.readable && !isReadableFinished(stream);
}
function isWritable(stream) {
  if (stream && stream[kIsWritable] != null) return stream[kIsWritable];
  if (typeof stream?.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isWritableNodeStream(stream) && stream.writable && !isWritableEnded(stream);
}
function isFinished(stream) {
  if (!isNodeStream(stream)) return null;
  return isDestroyed(stream) || (!isReadable(stream) && !isWritable(stream));
}
function erroredOf(stream, own, state) {
  if (!isNodeStream(stream)) return null;
  return stream[own] || (stream[state]?.errored ?? null);
}
const isWritableErrored = (stream) => erroredOf(stream, 'writableErrored', '_writableState');
const isReadableErrored = (stream) => erroredOf(stream, 'readableErrored', '_readableState');

// Messages of http have no states of their own before Node 22's.
function isOutgoingMessage(stream) {
  return ['_closed', '_defaultKeepAlive', '_removedConnection', '_removedContLen'].every((name) => typeof stream[name] === 'boolean');
}
function isServerResponse(stream) {
  return typeof stream._sent100 === 'boolean' && isOutgoingMessage(stream);
}
function isServerRequest(stream) {
  return typeof stream._consuming === 'boolean' && typeof stream._dumped === 'boolean' && stream.req?.upgradeOrConnect === undefined;
}
function isClosed(stream) {
  if (!isNodeStream(stream)) return null;
  if (typeof stream.closed === 'boolean') return stream.closed;
  const w = stream._writableState, r = stream._readableState;
  if (typeof w?.closed === 'boolean' || typeof r?.closed === 'boolean') return w?.closed || r?.closed;
  if (typeof stream._closed === 'boolean' && isOutgoingMessage(stream)) return stream._closed;
  return null;
}
function willEmitClose(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  if (!state) return isServerResponse(stream);
  return !!(state.autoDestroy && state.emitClose && state.closed === false);
}
function isDisturbed(stream) {
  return !!(stream && (stream[kIsDisturbed] ?? (stream.readableDidRead || stream.readableAborted)));
}
function isErrored(stream) {
  return !!(stream && (stream[kIsErrored] ?? stream.readableErrored ?? stream.writableErrored ?? stream._readableState?.errorEmitted ??
    stream._writableState?.errorEmitted ?? stream._readableState?.errored ?? stream._writableState?.errored));
}

module.exports = {
  isReadableNodeStream, isWritableNodeStream, isDuplexNodeStream, isNodeStream, isReadableStream, isWritableStream, isTransformStream, isWebStream,
  isIterable, isDestroyed, isWritableEnded, isWritableFinished, isReadableFinished, isReadable, isWritable, isFinished, isWritableErrored,
  isReadableErrored, isClosed, isServerRequest, willEmitClose, isDisturbed, isErrored, kIsDestroyed, kIsErrored, kIsReadable, kIsWritable,
  kIsDisturbed, kIsClosedPromise, kControllerErrorFunction,
};
