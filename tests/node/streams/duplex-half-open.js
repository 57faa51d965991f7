// Two sides; with allowHalfOpen false the end of the one ends the other.
const { Duplex } = require('stream');
for (const allowHalfOpen of [true, false]) {
  const d = new Duplex({ allowHalfOpen, read() { this.push(null); }, write(chunk, encoding, callback) { console.log(allowHalfOpen, 'write', String(chunk)); callback(); } });
  for (const e of ['end', 'finish', 'close']) d.on(e, () => console.log(allowHalfOpen, e, d.readableEnded, d.writableFinished));
  d.resume();
  setImmediate(() => { if (d.writable) d.end('late'); else console.log(allowHalfOpen, 'not writable'); });
}
console.log(new Duplex() instanceof require('stream').Writable, new Duplex({ readable: false }).readable);
