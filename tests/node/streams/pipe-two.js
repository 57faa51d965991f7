// Two destinations: the source waits for the slow one; unpipe lets one go.
const { Readable, Writable } = require('stream');
let n = 0;
const r = new Readable({ objectMode: true, highWaterMark: 1, read() { this.push(n < 6 ? n++ : null); } });
const sink = (name, slow) => new Writable({ objectMode: true, highWaterMark: 1, write(chunk, encoding, callback) { console.log(name, chunk); if (name === 'fast' && chunk === 3) r.unpipe(this); if (slow) setImmediate(callback); else callback(); } });
const fast = sink('fast', false), slow = sink('slow', true);
fast.on('unpipe', () => console.log('fast unpipe', fast.writableEnded));
slow.on('finish', () => console.log('slow finish', fast.writableEnded));
r.pipe(fast);
r.pipe(slow, { end: true });
