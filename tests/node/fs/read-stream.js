// createReadStream: its events, ranges, an error.
const fs = require('fs');
const dir = '/tmp/tickscope-read-stream';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
fs.writeFileSync('big', Buffer.alloc(150000, 'abc'));
const r = fs.createReadStream('big');
for (const e of ['open', 'ready', 'end', 'close']) r.on(e, () => console.log(e));
r.on('data', (chunk) => console.log('data', chunk.length, r.bytesRead));
console.log(r.pending, r.path, r.readableHighWaterMark);
r.on('close', () => {
  const part = fs.createReadStream('big', { start: 1, end: 5, encoding: 'latin1', highWaterMark: 2 });
  part.on('data', (text) => console.log(JSON.stringify(text)));
  part.on('close', () => {
    fs.createReadStream('nope').on('error', (error) => console.log(error.message)).on('close', () => {
      console.log('closed');
      const stopped = fs.createReadStream('big');
      stopped.on('data', () => stopped.destroy()).on('end', () => console.log('never')).on('close', () => console.log('stopped', stopped.bytesRead, stopped.fd));
    });
  });
});
try { fs.createReadStream('big', { start: 5, end: 1 }); } catch (error) { console.log(error.code); }
