// pipe(): who emits what, and when; the end of the source ends the destination.
const { Readable, Writable } = require('stream');
const r = Readable.from(['a', 'b', 'c'], { objectMode: false });
const w = new Writable({ highWaterMark: 2, write(chunk, encoding, callback) { console.log('write', String(chunk)); setImmediate(callback); } });
for (const e of ['resume', 'end', 'close']) r.on(e, () => console.log('r', e));
for (const e of ['pipe', 'unpipe', 'drain', 'finish', 'close']) w.on(e, () => console.log('w', e));
console.log(r.pipe(w) === w, r.listenerCount('data'), w.listenerCount('unpipe'));
console.log('sync end');
