// _read that answers at once: it is asked again and again until the buffer is full or the end is there.
const { Readable } = require('stream');
const left = ['one', 'two', 'three', null];
const r = new Readable({
  highWaterMark: 4,
  read(size) {
    console.log('_read', size, left.length);
    console.log('push', this.push(left.shift()));
  },
});
r.on('data', (chunk) => console.log('data', String(chunk)));
r.on('end', () => console.log('end', r.readableEnded));
r.on('close', () => console.log('close', r.destroyed, r.closed));
console.log('sync end');
