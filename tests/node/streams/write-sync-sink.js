// A sink that is done at once: callbacks come together on a tick; whether write() tells false changed in Node 20.
const { Writable } = require('stream');
const w = new Writable({ highWaterMark: 3, write(chunk, encoding, callback) { console.log('_write', String(chunk)); callback(); } });
w.on('drain', () => console.log('drain'));
w.on('prefinish', () => console.log('prefinish'));
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
const same = () => console.log('same callback');
console.log(w.write('a', same), w.write('bbbb', same), w.write('c', same), w.write('d', () => console.log('other callback')));
process.nextTick(() => console.log('tick'));
w.end(() => console.log('end callback'));
console.log('sync end', w.writableEnded, w.writableFinished);
