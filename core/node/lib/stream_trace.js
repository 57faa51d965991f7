'use strict';
// The states of streams, told to the trace (core/node/stream_trace.cpp). They are called with $note, which costs no virtual
// time; in a run that is not recorded they are undefined, and nothing is called.
const { noteCreated, noteReadable, noteWritable, notePiped, noteUnpiped, noteDestroyed, noteClosed } = internal;
module.exports = { noteCreated, noteReadable, noteWritable, notePiped, noteUnpiped, noteDestroyed, noteClosed };
