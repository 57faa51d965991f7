// 'readable' and read(): with a size, without one, at the end.
const { Readable } = require('stream');
const left = ['abc', 'defg', 'h'];
const r = new Readable({ highWaterMark: 3, read() { setImmediate(() => this.push(left.length ? left.shift() : null)); } });
r.on('readable', () => {
  console.log('readable', r.readableLength, r.readableFlowing);
  let chunk;
  while ((chunk = r.read(2)) !== null) console.log('read', String(chunk), r.readableLength);
});
r.on('end', () => console.log('end'));
r.on('data', (chunk) => console.log('data', String(chunk)));
r.resume();
console.log(r.isPaused(), r.readableFlowing);
