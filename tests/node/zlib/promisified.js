// zlib with util.promisify.
const { promisify } = require('util');
const zlib = require('zlib');
(async () => {
  const packed = await promisify(zlib.deflate)('promised');
  console.log((await promisify(zlib.inflate)(packed)).toString());
  const brotli = await promisify(zlib.brotliCompress)('b'.repeat(5000));
  console.log(brotli.length < 50, (await promisify(zlib.brotliDecompress)(brotli)).length);
  try { await promisify(zlib.gunzip)(Buffer.from('zzz')); } catch (error) { console.log(error.code); }
})();
