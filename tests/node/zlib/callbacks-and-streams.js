// zlib by callbacks and as streams.
const zlib = require('zlib');
const { pipeline, Readable, Writable } = require('stream');
zlib.gzip('callback', (error, packed) => {
  console.log(error, packed[0], packed[1]);
  zlib.gunzip(packed, (error, out) => {
    console.log(error, out.toString());
    zlib.inflate('bad', (error, out) => {
      console.log(error.code, error.message, out);
      streams();
    });
  });
});
function streams() {
  const parts = [];
  pipeline(Readable.from([Buffer.from('a'.repeat(100000)), Buffer.from('b'.repeat(100000))]), zlib.createGzip(), zlib.createGunzip(),
    new Writable({ write(chunk, encoding, callback) { parts.push(chunk); callback(); } }), (error) => {
      const all = Buffer.concat(parts).toString();
      console.log('pipeline', error, all.length, all[0], all[150000]);
      failing();
    });
}
function failing() {
  const gunzip = zlib.createGunzip();
  gunzip.on('error', (error) => console.log('error', error.code, error.errno, error.message));
  gunzip.on('close', () => { console.log('close'); flushing(); });
  gunzip.write('not gzip at all');
}
function flushing() {
  const deflate = zlib.createDeflate();
  deflate.on('data', (chunk) => console.log('data', chunk.length > 0));
  deflate.on('end', () => console.log('end', deflate.bytesWritten));
  deflate.write('x'.repeat(10));
  deflate.flush(() => { console.log('flushed'); deflate.end('y'); });
}
