'use strict';
// Duplex.from: a Duplex of nearly anything: streams, pairs of them, iterables, functions, promises, blobs.
const { nodeError, invalidArgType, nodeMajor } = internal;
const { Duplex } = require('internal/streams/duplex');
const { Readable } = require('internal/streams/readable');
const { Writable } = require('internal/streams/writable');
const from = require('internal/streams/from');
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { AbortError } = require('internal/streams/errors');
const { isReadable, isWritable, isIterable, isNodeStream, isReadableNodeStream, isWritableNodeStream, isDuplexNodeStream, isReadableStream,
  isWritableStream } = require('internal/streams/kinds');

class Duplexify extends Duplex {}

function deferred() {
  const made = {};
  made.promise = new Promise((resolve) => { made.resolve = resolve; });
  return made;
}

function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return pairOf({ readable: body });
  if (isWritableNodeStream(body)) return pairOf({ writable: body });
  if (isNodeStream(body)) return pairOf({ writable: false, readable: false });
  if (isReadableStream(body)) return pairOf({ readable: Readable.fromWeb(body) });
  if (isWritableStream(body)) return pairOf({ writable: Writable.fromWeb(body) });
  if (typeof body === 'function') return ofFunction(body, name);
  if (typeof Blob === 'function' && body instanceof Blob) return duplexify(body.arrayBuffer());
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (isReadableStream(body?.readable) && isWritableStream(body?.writable)) return Duplexify.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    const side = (stream, isKind) => (stream ? (isKind(stream) ? stream : duplexify(stream)) : undefined);
    return pairOf({ readable: side(body.readable, isReadableNodeStream), writable: side(body.writable, isWritableNodeStream) });
  }
  if (typeof body?.then === 'function') {
    const duplex = new Duplexify({ objectMode: true, writable: false, read() {} });
    body.then((value) => {
      if (value != null) duplex.push(value);
      duplex.push(null);
    }, (error) => destroyer(duplex, error));
    return duplex;
  }
  throw invalidArgType(name, 'an instance of Blob, ReadableStream, WritableStream, Stream, Iterable, AsyncIterable, Function, { readable, writable } pair, or Promise', body);
}

// A function of an async iterable: what is written is what it iterates.
function ofFunction(body, name) {
  const { value, write, final, destroy } = feed(body);
  if (isDuplexNodeStream(value)) return value;
  if (isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
  if (typeof value?.then !== 'function')
    throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE', `Expected Iterable, AsyncIterable or AsyncFunction to be returned from the "${name}" function but got ${typeof value}.`);
  let duplex;
  const over = value.then((result) => {
    if (result != null) throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE', `Expected nully to be returned from the "body" function but got ${typeof result}.`);
  }, (error) => { destroyer(duplex, error); });
  duplex = new Duplexify({
    objectMode: true, readable: false, write,
    final(callback) {
      final(async () => {
        try {
          await over;
          process.nextTick(callback, null);
        } catch (error) {
          process.nextTick(callback, error);
        }
      });
    },
    destroy,
  });
  return duplex;
}
function feed(fn) {
  let next = deferred();
  let resolve = next.resolve, promise = next.promise;
  const { AbortController } = require('internal/event_target');
  const controller = new AbortController();
  const { signal } = controller;
  const value = fn((async function* () {
    for (;;) {
      const waited = promise;
      promise = null;
      const { chunk, done, callback } = await waited;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      next = deferred();
      ({ promise, resolve } = next);
      yield chunk;
    }
  })(), { signal });
  const give = (item) => {
    const go = resolve;
    resolve = null;
    go(item);
  };
  return {
    value,
    write(chunk, encoding, callback) { give({ chunk, done: false, callback }); },
    final(callback) { give({ done: true, callback }); },
    destroy(error, callback) {
      controller.abort(nodeMajor >= 24 ? error : undefined);
      if (nodeMajor >= 24 && resolve !== null) give({ done: true, callback() {} });
      callback(error);
    },
  };
}

// One stream to read from and one to write to.
function pairOf(pair) {
  const r = pair.readable && typeof pair.readable.read !== 'function' ? Readable.wrap(pair.readable) : pair.readable;
  const w = pair.writable;
  let readable = !!isReadable(r), writable = !!isWritable(w);
  let ondrain = null, onfinish = null, onreadable = null, onclose;
  const duplex = new Duplexify({ readableObjectMode: !!r?.readableObjectMode, writableObjectMode: !!w?.writableObjectMode, readable, writable });
  const over = (error) => {
    const callback = onclose;
    onclose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  };
  if (writable) {
    finished(w, (error) => {
      writable = false;
      if (error) destroyer(r, error);
      over(error);
    });
    duplex._write = function(chunk, encoding, callback) {
      if (w.write(chunk, encoding)) callback();
      else ondrain = callback;
    };
    duplex._final = function(callback) {
      w.end();
      onfinish = callback;
    };
    w.on('drain', () => {
      const callback = ondrain;
      ondrain = null;
      if (callback) callback();
    });
    w.on('finish', () => {
      const callback = onfinish;
      onfinish = null;
      if (callback) callback();
    });
  }
  if (readable) {
    finished(r, (error) => {
      readable = false;
      if (error) destroyer(nodeMajor >= 24 ? w : r, error);
      over(error);
    });
    r.on('readable', () => {
      const callback = onreadable;
      onreadable = null;
      if (callback) callback();
    });
    r.on('end', () => { duplex.push(null); });
    duplex._read = function() {
      for (;;) {
        const chunk = r.read();
        if (chunk === null) {
          onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }
  duplex._destroy = function(error, callback) {
    if (!error && onclose !== null) error = new AbortError();
    onreadable = ondrain = onfinish = null;
    if (onclose === null) {
      callback(error);
    } else {
      onclose = callback;
      destroyer(w, error);
      destroyer(r, error);
    }
  };
  return duplex;
}

module.exports = { duplexify };
