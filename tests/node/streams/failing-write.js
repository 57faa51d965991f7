// A write that fails takes those that wait behind it with it.
const { Writable } = require('stream');
for (const later of [false, true]) {
  const w = new Writable({
    write(chunk, encoding, callback) {
      console.log(later, '_write', String(chunk));
      if (later) setImmediate(callback, new Error('disk'));
      else callback(new Error('disk'));
    },
  });
  w.on('error', (error) => console.log(later, 'error', error.message, w.destroyed));
  w.on('close', () => console.log(later, 'close', w.errored.message));
  w.write('a', (error) => console.log(later, 'a', error && error.message));
  w.write('b', (error) => console.log(later, 'b', error && error.message));
  w.end((error) => console.log(later, 'end', error && error.message));
}
