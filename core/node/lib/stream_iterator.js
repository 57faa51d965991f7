'use strict';
// for await over a stream: 'readable' and read(); leaving the loop destroys the stream, unless told otherwise.
const { nodeMajor } = internal;
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { aggregateTwoErrors } = require('internal/streams/errors');

async function* createAsyncIterator(stream, options) {
  let wake = null;
  let error; // undefined: going on; null: over; else what went wrong
  const rouse = () => {
    if (wake === null) return;
    const resolve = wake;
    wake = null;
    resolve();
  };
  stream.on('readable', rouse);
  const stopListening = finished(stream, { writable: false }, (problem) => {
    error = problem ? aggregateTwoErrors(error, problem) : null;
    rouse();
  });
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } catch (problem) {
    error = aggregateTwoErrors(error, problem);
    throw error;
  } finally {
    const halfOpen = nodeMajor >= 24 && error === null && stream.allowHalfOpen === true && stream.writable === true && stream.writableEnded !== true;
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy) && !halfOpen) {
      destroyer(stream, null);
    } else {
      stream.off('readable', rouse);
      stopListening();
    }
  }
}

module.exports = { createAsyncIterator };
