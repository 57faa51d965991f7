'use strict';
// stream.compose: a pipeline as one Duplex, whose writable side is the head and whose readable side is the tail.
const { nodeError, inspect, nodeMajor } = internal;
const { Duplex } = require('internal/streams/duplex');
const { pipeline } = require('internal/streams/pipeline');
const { destroyer } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const { streamError, AbortError } = require('internal/streams/errors');
const { isNodeStream, isReadable, isWritable, isWebStream, isTransformStream, isWritableStream, isReadableStream } = require('internal/streams/kinds');

const readableEnd = (stream) => !!(isReadable(stream) || isReadableStream(stream) || isTransformStream(stream));
const writableEnd = (stream) => !!(isWritable(stream) || isWritableStream(stream) || isTransformStream(stream));

function compose(...streams) {
  if (streams.length === 0) throw streamError('ERR_MISSING_ARGS', 'streams');
  if (streams.length === 1) return Duplex.from(streams[0]);
  const given = streams.slice();
  const last = streams.length - 1;
  for (const i of [0, last]) if (typeof streams[i] === 'function') streams[i] = Duplex.from(streams[i]);
  for (let i = 0; i < streams.length; ++i) {
    if (!isNodeStream(streams[i]) && !isWebStream(streams[i])) continue;
    const problem = i < last && !readableEnd(streams[i]) ? 'must be readable' : i > 0 && !writableEnd(streams[i]) ? 'must be writable' : null;
    if (problem) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'streams[${i}]' ${problem}. Received ${inspect(given[i])}`);
  }

  let ondrain = null, onfinish = null, onreadable = null;
  let onclose; // the callback of _destroy; null when the pipeline is over
  const take = (callback, ...args) => { if (callback) callback(...args); };
  const head = streams[0];
  const tail = pipeline(streams, (error) => {
    const callback = onclose;
    onclose = null;
    if (callback) callback(error);
    else if (error) composed.destroy(error);
    else if (!readable && !writable) composed.destroy();
  });
  const writable = writableEnd(head), readable = readableEnd(tail);
  const composed = new Duplex({ writableObjectMode: !!head?.writableObjectMode, readableObjectMode: !!tail?.readableObjectMode, writable, readable });

  if (writable) {
    if (isNodeStream(head)) {
      composed._write = function(chunk, encoding, callback) {
        if (head.write(chunk, encoding)) callback();
        else ondrain = callback;
      };
      composed._final = function(callback) {
        head.end();
        onfinish = callback;
      };
      head.on('drain', () => {
        const callback = ondrain;
        ondrain = null;
        take(callback);
      });
    } else {
      const writer = (isTransformStream(head) ? head.writable : head).getWriter();
      composed._write = async function(chunk, encoding, callback) {
        try {
          await writer.ready;
          writer.write(chunk).catch(() => {});
          callback();
        } catch (error) {
          callback(error);
        }
      };
      composed._final = async function(callback) {
        try {
          await writer.ready;
          writer.close().catch(() => {});
          onfinish = callback;
        } catch (error) {
          callback(error);
        }
      };
    }
    finished(isTransformStream(tail) ? tail.readable : tail, () => {
      const callback = onfinish;
      onfinish = null;
      take(callback);
    });
  }
  if (readable) {
    if (isNodeStream(tail)) {
      readFromNode(tail);
    } else {
      const reader = (isTransformStream(tail) ? tail.readable : tail).getReader();
      composed._read = async function() {
        for (;;) {
          try {
            const { value, done } = await reader.read();
            if (done) {
              composed.push(null);
              return;
            }
            if (!composed.push(value)) return;
          } catch {
            return;
          }
        }
      };
    }
  }
  function readFromNode(stream) {
    stream.on('end', () => { composed.push(null); });
    if (nodeMajor >= 24) {
      composed._read = function() { stream.resume(); };
      stream.on('data', (chunk) => { if (!composed.push(chunk)) stream.pause(); });
      return;
    }
    stream.on('readable', () => {
      const callback = onreadable;
      onreadable = null;
      take(callback);
    });
    composed._read = function() {
      for (;;) {
        const chunk = stream.read();
        if (chunk === null) {
          onreadable = composed._read;
          return;
        }
        if (!composed.push(chunk)) return;
      }
    };
  }
  composed._destroy = function(error, callback) {
    if (!error && onclose !== null) error = new AbortError();
    onreadable = ondrain = onfinish = null;
    if (isNodeStream(tail)) destroyer(tail, error);
    if (onclose === null) callback(error);
    else onclose = callback;
  };
  return composed;
}

module.exports = { compose };
