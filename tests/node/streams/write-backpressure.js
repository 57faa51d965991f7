// write() tells false when the buffer reaches its mark; 'drain' comes when it is empty.
const { Writable } = require('stream');
const w = new Writable({
  highWaterMark: 4,
  write(chunk, encoding, callback) {
    console.log('_write', String(chunk), w.writableLength);
    setImmediate(callback);
  },
});
w.on('drain', () => console.log('drain', w.writableLength, w.writableNeedDrain));
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
console.log(w.write('ab'), w.write('c'), w.write('d'), w.write('e'));
console.log(w.writableLength, w.writableNeedDrain, w.writableBuffer?.length);
w.once('drain', () => w.end('last', () => console.log('end callback')));
