// Object mode: everything counts one, null ends, falsy values are chunks.
const { Readable, Writable, Transform } = require('stream');
const w = new Writable({ objectMode: true, highWaterMark: 2, write(o, e, cb) { console.log(o, e); setImmediate(cb); } });
console.log(w.write({ a: 1 }), w.write(0), w.write(''), w.writableLength);
try { w.write(null); } catch (error) { console.log(error.code); }
w.end(false);
w.on('finish', () => {
  const pairs = new Transform({ writableObjectMode: true, transform(o, e, cb) { cb(null, `${o.k}=${o.v};`); } });
  pairs.on('data', (chunk) => console.log(chunk));
  pairs.write({ k: 'x', v: 1 });
  pairs.end({ k: 'y', v: 2 });
});
console.log(new Readable({ objectMode: true }).readableObjectMode);
