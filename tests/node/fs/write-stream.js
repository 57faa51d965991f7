// createWriteStream: buffered while it opens, backpressure, positions, appending.
const fs = require('fs');
const dir = '/tmp/tickscope-write-stream';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
const w = fs.createWriteStream('out');
for (const e of ['open', 'ready', 'drain', 'finish', 'close']) w.on(e, () => console.log(e));
console.log(w.write('a'), w.write(Buffer.alloc(70000)), w.write('b'), w.pending);
w.end('z', () => console.log('end callback', w.bytesWritten));
w.on('close', () => {
  console.log(fs.statSync('out').size);
  fs.createWriteStream('out', { flags: 'r+', start: 1 }).on('close', () => {
    console.log(fs.readFileSync('out').subarray(0, 5));
    fs.createWriteStream('log', { flags: 'a' }).end('line\n', () => fs.createWriteStream('log', { flags: 'a' }).end('next\n', () => console.log(fs.readFileSync('log', 'utf8'))));
  }).end('XY');
});
fs.createWriteStream('no/such').on('error', (error) => console.log(error.code, error.path));
