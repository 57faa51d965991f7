'use strict';
// stream.pipeline: streams, iterables and functions one behind the other; an error anywhere destroys all of them
// (node-semantics §7.3).
const { nodeError, invalidArgType, inspect, nodeMajor } = internal;
const { AbortController } = require('internal/event_target');
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { streamError, AbortError, aggregateTwoErrors, once, validateFunction, validateAbortSignal, onAbort } = require('internal/streams/errors');
const { isIterable, isReadable, isReadableNodeStream, isNodeStream, isTransformStream, isWebStream, isReadableStream,
  isReadableFinished } = require('internal/streams/kinds');

const kPremature = 'ERR_STREAM_PREMATURE_CLOSE';

// What ends a stream of the pipeline if it is not over by then.
function guard(stream, reading, writing) {
  let over = false;
  stream.on('close', () => { over = true; });
  const cleanup = finished(stream, { readable: reading, writable: writing }, (error) => { over = !error; });
  return {
    destroy(error) {
      if (over) return;
      over = true;
      destroyer(stream, error || streamError('ERR_STREAM_DESTROYED', 'pipe'));
    },
    cleanup,
  };
}

// Before Node 18 each stream's end counted by itself, and the callback came as soon as all had been told to end.
const countsStreams = nodeMajor < 18;
function guardAndCount(stream, reading, writing, callback) {
  callback = once(callback);
  let over = false;
  stream.on('close', () => { over = true; });
  finished(stream, { readable: reading, writable: writing }, (error) => {
    over = !error;
    const r = stream._readableState;
    if (error && error.code === kPremature && reading && r && r.ended && !r.errored && !r.errorEmitted) stream.once('end', callback).once('error', callback);
    else callback(error);
  });
  return (error) => {
    if (over) return;
    over = true;
    destroyer(stream, error);
    callback(error || streamError('ERR_STREAM_DESTROYED', 'pipe'));
  };
}

function asyncIterableOf(value) {
  if (isIterable(value)) return value;
  if (isReadableNodeStream(value)) return chunksOf(value);
  throw invalidArgType('val', 'an instance of Readable, Iterable, or AsyncIterable', value);
}
async function* chunksOf(stream) {
  const { Readable } = require('internal/streams/readable');
  yield* Readable.prototype[Symbol.asyncIterator].call(stream);
}
function badReturn(expected, name, value) {
  let got = `type ${typeof value}`;
  if (value && value.constructor && value.constructor.name) got = `an instance of ${value.constructor.name}`;
  else if (value === null || value === undefined) got = `${value}`;
  else if (typeof value === 'object') got = inspect(value);
  return nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE', `Expected ${expected} to be returned from the "${name}" function but got ${got}.`);
}
const kSources = 'an instance of Readable, Iterable, AsyncIterable, ReadableStream, or TransformStream';

async function pumpToNode(iterable, writable, finish, ends) {
  let error, wake = null;
  const resume = (problem) => {
    if (problem) error = problem;
    if (wake === null) return;
    const go = wake;
    wake = null;
    go();
  };
  const wait = () => new Promise((resolve, reject) => {
    if (error) reject(error);
    else wake = () => { error ? reject(error) : resolve(); };
  });
  writable.on('drain', resume);
  const cleanup = finished(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) if (!writable.write(chunk)) await wait();
    if (ends) {
      writable.end();
      await wait();
    }
    finish();
  } catch (problem) {
    finish(error !== problem ? aggregateTwoErrors(error, problem) : problem);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

async function pumpToWeb(readable, writable, finish, ends) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (ends) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (problem) {
      finish(problem);
    }
  }
}

// From one stream of Node to the next.
function connect(source, target, finish, fail, ends) {
  let ended = false;
  target.on('close', () => { if (!ended) fail(streamError(kPremature)); });
  source.pipe(target, { end: false });
  if (ends) {
    const end = () => {
      ended = true;
      target.end();
    };
    if (isReadableFinished(source)) process.nextTick(end);
    else source.once('end', end);
  } else {
    finish();
  }
  finished(source, { readable: true, writable: false }, (error) => {
    const r = source._readableState;
    if (error && error.code === kPremature && r && r.ended && !r.errored && !r.errorEmitted) {
      // Closed, but what it gave is still on its way.
      source.once('end', finish).once('error', finish);
    } else {
      finish(error);
    }
  });
  return finished(target, { readable: false, writable: true }, finish);
}

function pipeline(...streams) {
  const callback = streams[streams.length - 1];
  validateFunction(callback, 'streams[stream.length - 1]');
  streams.pop();
  return runPipeline(streams, once(callback));
}

function runPipeline(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw streamError('ERR_MISSING_ARGS', 'streams');
  const controller = new AbortController();
  const { signal } = controller;
  const outer = options?.signal;
  validateAbortSignal(outer, 'options.signal');

  const destroys = [], cleanups = []; // of all; of what the last stream's reader would be disturbed by
  let pending = 0; // parts that have not finished
  let error, value;
  const finish = (problem) => settle(problem, --pending === 0);
  const fail = nodeMajor >= 22 ? (problem) => settle(problem, false) : finish;
  let forget = null;
  function settle(problem, last) {
    if (problem && (!error || error.code === kPremature || (nodeMajor >= 24 && error.name === 'AbortError'))) error = problem;
    if (!error && !last) return;
    while (destroys.length) destroys.shift()(error);
    if (forget) forget();
    controller.abort();
    if (!last) return;
    if (!error) for (const cleanup of cleanups) cleanup();
    if (countsStreams) callback(error, value);
    else process.nextTick(callback, error, value);
  }
  const abort = () => settle(new AbortError(undefined, { cause: outer?.reason }));
  if (outer) forget = onAbort(outer, abort);

  let current;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const reading = i < streams.length - 1, writing = i > 0, isLast = !reading;
    const ends = reading || options?.end !== false;
    if (isNodeStream(stream) && countsStreams) {
      if (ends) {
        pending++;
        destroys.push(guardAndCount(stream, reading, writing, (problem) => {
          if (problem || reading || !isReadableFinished(stream, false)) return finish(problem);
          stream.read(0);
          guardAndCount(stream, true, writing, finish);
        }));
      } else {
        stream.on('error', finish);
      }
    } else if (isNodeStream(stream)) {
      const next = streams[i + 1];
      if (nodeMajor >= 24 && reading && (next?.closed || next?.destroyed)) throw streamError('ERR_STREAM_UNABLE_TO_PIPE');
      if (ends) {
        const { destroy, cleanup } = guard(stream, reading, writing);
        destroys.push(destroy);
        if (isLast && isReadable(stream)) cleanups.push(cleanup);
      }
      const onerror = (problem) => {
        if (problem && problem.name !== 'AbortError' && problem.code !== kPremature) fail(problem);
      };
      stream.on('error', onerror);
      if (isLast && isReadable(stream)) cleanups.push(() => stream.removeListener('error', onerror));
    }

    if (i === 0) {
      current = source(stream, signal);
    } else if (typeof stream === 'function') {
      const input = asyncIterableOf(isTransformStream(current) ? current?.readable : current);
      current = stream(input, { signal });
      if (reading) {
        if (!isIterable(current, true)) throw badReturn('AsyncIterable', `transform[${i - 1}]`, current);
      } else {
        current = sink(current, ends);
      }
    } else if (isNodeStream(stream)) {
      if (isReadableNodeStream(current) && countsStreams) {
        current.pipe(stream, { end: ends });
      } else if (isReadableNodeStream(current)) {
        pending += 2;
        const cleanup = connect(current, stream, finish, fail, ends);
        if (isLast && isReadable(stream)) cleanups.push(cleanup);
      } else {
        if (!isTransformStream(current) && !isReadableStream(current) && !isIterable(current)) throw invalidArgType('val', kSources, current);
        pending++;
        pumpToNode(isTransformStream(current) || isReadableStream(current) ? current.readable || current : current, stream, finish, ends);
      }
      current = stream;
    } else if (isWebStream(stream)) {
      const from = isReadableNodeStream(current) ? asyncIterableOf(current) : isTransformStream(current) ? current.readable : current;
      if (!isReadableStream(from) && !isIterable(from)) throw invalidArgType('val', kSources, current);
      pending++;
      pumpToWeb(from, stream, finish, ends);
      current = stream;
    } else {
      const { Duplex } = require('internal/streams/duplex');
      current = Duplex.from(stream);
    }
  }
  if (signal.aborted || outer?.aborted) process.nextTick(abort);
  return current;

  // The last function's result is the callback's value, or what is read from the pipeline.
  function sink(result, ends) {
    const { PassThrough } = require('internal/streams/transform');
    const through = new PassThrough({ objectMode: true });
    if (typeof result?.then === 'function') {
      pending++;
      result.then((given) => {
        value = given;
        if (given != null) through.write(given);
        if (ends) through.end();
        process.nextTick(finish);
      }, (problem) => {
        through.destroy(problem);
        process.nextTick(finish, problem);
      });
    } else if (isIterable(result, true)) {
      pending++;
      pumpToNode(result, through, finish, ends);
    } else if (isReadableStream(result) || isTransformStream(result)) {
      pending++;
      pumpToNode(result.readable || result, through, finish, ends);
    } else {
      throw badReturn('AsyncIterable or Promise', 'destination', result);
    }
    if (countsStreams) {
      pending++;
      destroys.push(guardAndCount(through, false, true, finish));
      return through;
    }
    const { destroy, cleanup } = guard(through, false, true);
    destroys.push(destroy);
    cleanups.push(cleanup);
    return through;
  }
}

function source(stream, signal) {
  if (typeof stream === 'function') {
    const made = stream({ signal });
    if (!isIterable(made)) throw badReturn('Iterable, AsyncIterable or Stream', 'source', made);
    return made;
  }
  if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) return stream;
  const { Duplex } = require('internal/streams/duplex');
  return Duplex.from(stream);
}

// stream/promises: options may come last.
function pipelinePromise(...streams) {
  return new Promise((resolve, reject) => {
    let options = {};
    const last = streams[streams.length - 1];
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) && !isWebStream(last)) {
      options = streams.pop();
      if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
    }
    runPipeline(streams, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    }, options);
  });
}

module.exports = { pipeline, runPipeline, pipelinePromise };
