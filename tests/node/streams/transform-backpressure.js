// Nobody reads: the readable side fills, then the writable one, then write() tells false.
const { Transform } = require('stream');
const t = new Transform({ readableHighWaterMark: 2, writableHighWaterMark: 3, transform(chunk, encoding, callback) { console.log('_transform', String(chunk)); callback(null, chunk); } });
for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) console.log(text, t.write(text), t.readableLength, t.writableLength);
t.on('drain', () => console.log('drain'));
setImmediate(() => {
  console.log(String(t.read()), t.readableLength, t.writableLength);
  t.on('data', (chunk) => console.log('data', String(chunk)));
  t.end();
});
