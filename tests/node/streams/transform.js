// Transform: sync and async, more and less than what comes in, flush.
const { Transform } = require('stream');
const lines = new Transform({
  readableObjectMode: true,
  transform(chunk, encoding, callback) {
    const parts = ((this.rest ?? '') + chunk).split('\n');
    this.rest = parts.pop();
    for (const line of parts) this.push(line);
    callback();
  },
  flush(callback) { callback(null, this.rest + ' (rest)'); },
});
for (const e of ['data', 'end', 'finish', 'close', 'prefinish']) lines.on(e, (x) => console.log(e, x ?? ''));
lines.write('one\ntw');
lines.write('o\nthree');
lines.end(() => console.log('end callback'));
const later = new Transform({ transform(chunk, encoding, callback) { setImmediate(callback, null, String(chunk).toUpperCase()); } });
later.on('data', (x) => console.log('later', String(x)));
later.write('a');
later.write('b');
later.end('c');
