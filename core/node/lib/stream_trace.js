'use strict';
// The states of streams, told to the trace. `tracing` is false in a run that is not recorded: then nothing here is called.
const { tracing, created, readable, writable, piped, unpiped, destroyed, closed } = internal;
const { R, W } = require('internal/streams/state');

const kTraced = Symbol('traced'); // of a stream: its name in the trace and what was told last

// The bits that make a difference to who watches.
const seenOfReadable = R.hasFlowing | R.flowing | R.reading | R.ended | R.endEmitted;
const seenOfWritable = W.writing | W.needDrain | W.corked | W.ending | W.finished;

function noteCreated(stream) {
  const r = stream._readableState, w = stream._writableState;
  const id = created(stream.constructor?.name || 'Stream', !!r, !!w, !!(r?.objectMode || w?.objectMode));
  Object.defineProperty(stream, kTraced, { __proto__: null, value: { id, rLength: -1, rBits: 0, rMark: 0, wLength: -1, wBits: 0, wMark: 0 } });
  if (r) noteReadable(stream, r);
  if (w) noteWritable(stream, w);
}
function noteReadable(stream, state) {
  const told = stream[kTraced];
  if (told === undefined) return;
  const bits = state.bits & seenOfReadable;
  if (told.rLength === state.length && told.rBits === bits && told.rMark === state.highWaterMark) return;
  told.rLength = state.length;
  told.rBits = bits;
  told.rMark = state.highWaterMark;
  readable(told.id, state.length, state.highWaterMark, (bits & R.hasFlowing) === 0 ? null : (bits & R.flowing) !== 0, (bits & R.reading) !== 0,
    (bits & R.ended) !== 0, (bits & R.endEmitted) !== 0);
}
function noteWritable(stream, state) {
  const told = stream[kTraced];
  if (told === undefined) return;
  const bits = state.bits & seenOfWritable;
  if (told.wLength === state.length && told.wBits === bits && told.wMark === state.highWaterMark) return;
  told.wLength = state.length;
  told.wBits = bits;
  told.wMark = state.highWaterMark;
  writable(told.id, state.length, state.highWaterMark, (bits & W.writing) !== 0, (bits & W.needDrain) !== 0, (bits & W.corked) !== 0, (bits & W.ending) !== 0,
    (bits & W.finished) !== 0);
}
const idOf = (stream) => stream?.[kTraced]?.id ?? 0;
function notePiped(source, target) { if (idOf(source)) piped(idOf(source), idOf(target)); }
function noteUnpiped(source, target) { if (idOf(source)) unpiped(idOf(source), idOf(target)); }
function noteDestroyed(stream, errored) { if (idOf(stream)) destroyed(idOf(stream), errored); }
function noteClosed(stream) { if (idOf(stream)) closed(idOf(stream)); }

module.exports = { tracing, noteCreated, noteReadable, noteWritable, notePiped, noteUnpiped, noteDestroyed, noteClosed };
