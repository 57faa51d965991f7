// Corked writes go out together by _writev when all corks are off.
const { Writable } = require('stream');
const w = new Writable({
  write(chunk, encoding, callback) { console.log('write', String(chunk)); callback(); },
  writev(chunks, callback) { console.log('writev', chunks.map((c) => String(c.chunk) + ':' + c.encoding).join(), chunks.allBuffers); setImmediate(callback); },
});
w.write('one');
w.cork();
w.cork();
w.write('two');
w.write('three', () => console.log('three done'));
w.uncork();
console.log(w.writableCorked, w.writableLength);
process.nextTick(() => w.uncork());
w.on('finish', () => console.log('finish'));
setImmediate(() => { w.cork(); w.write('four'); w.write(Buffer.from('five')); w.end(); });
