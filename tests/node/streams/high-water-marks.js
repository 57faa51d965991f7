// Defaults by version, and the options.
const { Readable, Writable, Duplex, Transform, getDefaultHighWaterMark } = require('stream');
console.log(getDefaultHighWaterMark(false), getDefaultHighWaterMark(true));
console.log(new Readable().readableHighWaterMark, new Writable().writableHighWaterMark, new Readable({ objectMode: true }).readableHighWaterMark);
const d = new Duplex({ readableObjectMode: true, writableHighWaterMark: 5 });
console.log(d.readableHighWaterMark, d.writableHighWaterMark, d.readableObjectMode, d.writableObjectMode);
console.log(new Transform({ highWaterMark: 7, readableHighWaterMark: 3 }).readableHighWaterMark, new Readable({ highWaterMark: 0 }).readableHighWaterMark);
for (const highWaterMark of [-1, NaN, 'x', 1.5]) {
  try {
    new Readable({ highWaterMark });
  } catch (error) {
    console.log(error.code, error.message);
  }
}
const r = new Readable({ highWaterMark: 10, read() {} });
r.read(100);
console.log(r.readableHighWaterMark);
