// pipe() does not hand errors on: a failing source leaves its destination open, a failing destination is unpiped.
const { Readable, Writable } = require('stream');
const sink = () => new Writable({ write(chunk, encoding, callback) { callback(); } });
const r = new Readable({ read() {} }), w = sink();
r.on('error', (error) => console.log('r', error.message));
w.on('unpipe', () => console.log('w unpipe'));
r.pipe(w);
r.destroy(new Error('source'));
setImmediate(() => console.log(w.destroyed, w.writableEnded, r.destroyed));
const r2 = new Readable({ read() {} }), w2 = new Writable({ write(chunk, encoding, callback) { callback(new Error('sink')); } });
w2.on('error', (error) => console.log('w2', error.message));
w2.on('unpipe', () => console.log('w2 unpipe'));
r2.pipe(w2);
r2.push('x');
setImmediate(() => setImmediate(() => console.log(r2.destroyed, r2.readableFlowing)));
