// What console.log shows of streams and their states.
const { Readable, Writable } = require('stream');
const r = new Readable({ read() {} });
console.log(r._readableState.flowing, r._readableState.length, r._readableState.buffer, r._readableState.objectMode);
r.push('abc');
console.log(r._readableState.length, r._readableState.ended, r._readableState.reading);
const w = new Writable({ write() {} });
w.write('x');
w.write('y');
console.log(w._writableState.length, w._writableState.writing, w._writableState.bufferedRequestCount, w._writableState.getBuffer().length, w._writableState.needDrain);
console.log(Object.keys(w._writableState).includes('highWaterMark'), r.constructor.name, String(r), Readable.name, Readable.length);
