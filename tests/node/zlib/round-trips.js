// Every codec there and back, and its errors.
const zlib = require('zlib');
const text = 'The quick brown fox jumps over the lazy dog. '.repeat(200);
const pairs = { deflate: 'inflate', gzip: 'gunzip', deflateRaw: 'inflateRaw', brotliCompress: 'brotliDecompress' };
for (const [there, back] of Object.entries(pairs)) {
  const packed = zlib[`${there}Sync`](text);
  console.log(there, packed.length < text.length / 10, zlib[`${back}Sync`](packed).toString() === text);
}
console.log(zlib.unzipSync(zlib.gzipSync('x')).toString(), zlib.unzipSync(zlib.deflateSync('y')).toString(), zlib.inflateSync(zlib.deflateSync('')).length);
console.log(zlib.deflateSync('hello').toString('hex'), zlib.deflateSync('hello', { level: 0 }).toString('hex'), zlib.deflateRawSync('aaaaaaaaaa', { level: 9 }).toString('hex'));
console.log(zlib.inflateSync(zlib.deflateSync('dict word', { dictionary: Buffer.from('word dict') }), { dictionary: Buffer.from('word dict') }).toString());
console.log(zlib.gunzipSync(Buffer.concat([zlib.gzipSync('one '), zlib.gzipSync('two')])).toString(), zlib.brotliDecompressSync(zlib.brotliCompressSync('q', { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })).toString());
if (zlib.crc32) console.log(zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel')));
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.errno, e.message); } };
t(() => zlib.inflateSync('garbage')); t(() => zlib.gunzipSync(Buffer.from('garbage'))); t(() => zlib.inflateSync(zlib.deflateSync(text).subarray(0, 20))); t(() => zlib.brotliDecompressSync(Buffer.from('no brotli')));
t(() => zlib.deflateSync(5)); t(() => zlib.deflateSync('x', { level: 10 })); t(() => zlib.deflateSync('x', { windowBits: 3 })); t(() => zlib.inflateSync(zlib.deflateSync(text), { maxOutputLength: 100 }).length);
t(() => zlib.inflateSync(zlib.deflateSync('x', { dictionary: Buffer.from('abc') }))); t(() => zlib.deflate('x')); t(() => zlib.createDeflate({ chunkSize: 1 }));
console.log(zlib.codes.Z_DATA_ERROR, zlib.codes[-5], zlib.constants.Z_BEST_COMPRESSION, Object.keys(zlib.constants).length > 50);
