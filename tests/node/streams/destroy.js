// destroy(): _destroy at once, 'error' and 'close' on one tick, nothing after.
const { Readable, Writable, PassThrough } = require('stream');
const watch = (name, stream) => { for (const e of ['error', 'close', 'end', 'finish', 'data']) stream.on(e, (x) => console.log(name, e, x instanceof Error ? x.message : '')); return stream; };
const r = watch('r', new Readable({ read() {}, destroy(error, callback) { console.log('_destroy', error && error.message); callback(error); } }));
r.push('x');
process.nextTick(() => console.log('tick before'));
r.destroy(new Error('gone'));
process.nextTick(() => console.log('tick after'));
r.destroy(new Error('again'));
console.log(r.destroyed, r.closed, r.errored.message, r.readable);
const w = watch('w', new Writable({ write() {}, emitClose: false }));
w.write('a', (error) => console.log('w write', error.code));
w.write('b', (error) => console.log('w write', error.code));
w.destroy(null, () => console.log('w callback'));
const p = watch('p', new PassThrough({ autoDestroy: false }));
p.end('z');
const late = watch('late', new Readable({ read() {}, destroy(error, callback) { setImmediate(callback, new Error('while destroying')); } }));
late.destroy();
