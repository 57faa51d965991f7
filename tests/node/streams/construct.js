// _construct: nothing is read or written before it has called back.
const { Readable, Writable } = require('stream');
const w = new Writable({
  construct(callback) { console.log('w construct'); setImmediate(() => { console.log('w ready'); callback(); }); },
  write(chunk, encoding, callback) { console.log('write', String(chunk)); callback(); },
});
console.log(w.write('early'));
w.end();
w.on('finish', () => console.log('finish'));
const r = new Readable({
  construct(callback) { console.log('r construct'); callback(new Error('cannot open')); },
  read() { console.log('never'); },
});
r.on('error', (error) => console.log('r', error.message));
r.on('close', () => console.log('r close'));
r.resume();
console.log('sync end');
