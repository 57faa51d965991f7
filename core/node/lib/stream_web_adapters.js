'use strict';
// Readable.toWeb, Readable.fromWeb and their like: streams of Node as web streams and the other way round.
const { invalidArgType } = internal;
const { Readable } = require('internal/streams/readable');
const { Writable } = require('internal/streams/writable');
const { Duplex } = require('internal/streams/duplex');
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { AbortError } = require('internal/streams/errors');
const { isDestroyed, isReadable, isWritable, isWritableEnded } = require('internal/streams/kinds');
const { ReadableStream } = require('internal/webstreams/readable');
const { WritableStream } = require('internal/webstreams/writable');
const { CountQueuingStrategy, deferred } = require('internal/webstreams/common');
const { Buffer } = require('buffer');

const premature = (error) => (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error);

function readableToWeb(stream, options = {}) {
  if (typeof stream?._readableState !== 'object') throw invalidArgType('streamReadable', 'an instance of stream.Readable', stream);
  if (isDestroyed(stream) || !isReadable(stream)) {
    const over = new ReadableStream();
    over.cancel();
    return over;
  }
  const objects = stream.readableObjectMode;
  const mark = stream.readableHighWaterMark;
  const strategy = options?.strategy ?? (objects ? new CountQueuingStrategy({ highWaterMark: mark }) : { highWaterMark: mark });
  let controller, over = false;
  stream.pause();
  const cleanup = finished(stream, (error) => {
    error = premature(error);
    cleanup();
    stream.on('error', () => {});
    if (error) return controller.error(error);
    if (!over) controller.close();
  });
  stream.on('data', (chunk) => {
    if (Buffer.isBuffer(chunk) && !objects) chunk = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) stream.pause();
  });
  return new ReadableStream({
    start(given) { controller = given; },
    pull() { stream.resume(); },
    cancel(reason) {
      over = true;
      destroyer(stream, reason);
    },
  }, strategy);
}

function readableFromWeb(source, options = {}) {
  if (!(source instanceof ReadableStream)) throw invalidArgType('readableStream', 'an instance of ReadableStream', source);
  const reader = source.getReader();
  let closed = false;
  const readable = new Readable({
    ...options,
    read() {
      reader.read().then(({ value, done }) => {
        readable.push(done ? null : value);
      }, (error) => destroyer(readable, error));
    },
    destroy(error, callback) {
      const done = (problem) => process.nextTick(callback, problem ?? error);
      if (closed) return done();
      reader.cancel(error).then(() => done(), done);
    },
  });
  reader.closed.then(() => { closed = true; }, (error) => {
    closed = true;
    destroyer(readable, error);
  });
  return readable;
}

function writableToWeb(stream) {
  if (typeof stream?._writableState !== 'object') throw invalidArgType('streamWritable', 'an instance of stream.Writable', stream);
  if (isDestroyed(stream) || !isWritable(stream)) {
    const over = new WritableStream();
    over.close();
    return over;
  }
  const mark = stream.writableHighWaterMark;
  const strategy = stream.writableObjectMode ? new CountQueuingStrategy({ highWaterMark: mark }) : { highWaterMark: mark };
  let controller, drained = null, closing = null;
  const cleanup = finished(stream, (error) => {
    error = premature(error);
    cleanup();
    stream.on('error', () => {});
    if (error != null) {
      drained?.reject(error);
      if (closing !== null) closing.reject(error);
      closing = null;
      controller.error(error);
      controller = undefined;
      return;
    }
    if (closing !== null) {
      closing.resolve();
      closing = null;
      return;
    }
    controller.error(new AbortError());
    controller = undefined;
  });
  stream.on('drain', () => {
    drained?.resolve();
    drained = null;
  });
  return new WritableStream({
    start(given) { controller = given; },
    write(chunk) {
      if (stream.writableNeedDrain || !stream.write(chunk)) {
        drained = deferred();
        return drained.promise;
      }
    },
    abort(reason) { destroyer(stream, reason); },
    close() {
      if (closing === null && !isWritableEnded(stream)) {
        closing = deferred();
        stream.end();
        return closing.promise;
      }
      controller = undefined;
      cleanup();
    },
  }, strategy);
}

function writableFromWeb(target, options = {}) {
  if (!(target instanceof WritableStream)) throw invalidArgType('writableStream', 'an instance of WritableStream', target);
  const writer = target.getWriter();
  const calls = writerCalls(writer, () => writable);
  const writable = new Writable({ ...options, ...calls.methods });
  calls.watch();
  return writable;
}
// _write, _writev, _final and _destroy of a stream that writes to a writer.
function writerCalls(writer, streamOf) {
  let closed = false;
  const later = (callback, error) => process.nextTick(() => {
    try {
      callback(error);
    } catch (problem) {
      destroyer(streamOf(), problem);
    }
  });
  return {
    methods: {
      writev(chunks, callback) {
        const done = (error) => later(callback, error?.filter ? error.find((one) => one) : error);
        writer.ready.then(() => Promise.all(chunks.map((entry) => writer.write(entry.chunk))).then(() => done(), done), done);
      },
      write(chunk, encoding, callback) {
        if (typeof chunk === 'string' && !streamOf().writableObjectMode) chunk = new Uint8Array(Buffer.from(chunk, encoding));
        writer.ready.then(() => writer.write(chunk).then(() => later(callback), (error) => later(callback, error)), (error) => later(callback, error));
      },
      destroy(error, callback) {
        const done = () => process.nextTick(callback, error);
        if (closed) return done();
        if (error != null) writer.abort(error).then(done, done);
        else writer.close().then(done, done);
      },
      final(callback) {
        const done = (error) => later(callback, error);
        if (closed) return done();
        writer.close().then(() => done(), done);
      },
    },
    watch() {
      writer.closed.then(() => {
        closed = true;
        if (!isWritableEnded(streamOf())) destroyer(streamOf(), Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }));
      }, (error) => {
        closed = true;
        destroyer(streamOf(), error);
      });
    },
  };
}

function duplexToWeb(duplex) {
  if (typeof duplex?._writableState !== 'object' || typeof duplex?._readableState !== 'object') throw invalidArgType('duplex', 'an instance of stream.Duplex', duplex);
  return { readable: readableToWeb(duplex), writable: writableToWeb(duplex) };
}
function duplexFromWeb(pair, options = {}) {
  if (!(pair?.readable instanceof ReadableStream)) throw invalidArgType('pair.readable', 'an instance of ReadableStream', pair?.readable);
  if (!(pair?.writable instanceof WritableStream)) throw invalidArgType('pair.writable', 'an instance of WritableStream', pair?.writable);
  const writer = pair.writable.getWriter(), reader = pair.readable.getReader();
  const calls = writerCalls(writer, () => duplex);
  const duplex = new Duplex({
    allowHalfOpen: false, ...options, ...calls.methods,
    read() {
      reader.read().then(({ value, done }) => { duplex.push(done ? null : value); }, (error) => destroyer(duplex, error));
    },
    destroy(error, callback) {
      const done = () => process.nextTick(callback, error);
      Promise.allSettled([error != null ? writer.abort(error) : writer.close().catch(() => {}), reader.cancel(error)]).then(done, done);
    },
  });
  calls.watch();
  return duplex;
}

module.exports = { readableToWeb, readableFromWeb, writableToWeb, writableFromWeb, duplexToWeb, duplexFromWeb };
