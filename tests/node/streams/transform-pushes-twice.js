// A transform that pushes twice a chunk into a sink of one: who holds whom, step by step.
const { Readable, Transform, Writable } = require('stream');
const log = (...a) => console.log(...a);
const left4 = [1, 2, 3, 4, 5];
const source7 = new Readable({ objectMode: true, highWaterMark: 2, read() { log('read', source7.readableLength); this.push(left4.length ? left4.shift() : null); } });
const middle3 = new Transform({ objectMode: true, transform(chunk, e, callback) { log('transform', chunk, middle3.readableLength, middle3.writableLength); this.push(chunk * 10); process.nextTick(() => { log('cb', chunk); callback(null, chunk * 10); }); }, flush(cb) { log('flush'); cb(null, 0); } });
const sink5 = new Writable({ objectMode: true, highWaterMark: 1, write(chunk, e, callback) { log('write', chunk, this.writableLength, middle3.readableLength); callback(); } });
middle3.on('pause', () => log('mpause')); middle3.on('resume', () => log('mresume')); sink5.on('drain', () => log('drain'));
source7.pipe(middle3).pipe(sink5);
