// Levels, strategies, windows, params, what is cut short.
const zlib = require('zlib');
const data = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7 + (i >> 3)) & 255));
for (const level of [-1, 0, 1, 6, 9]) console.log(level, zlib.inflateSync(zlib.deflateSync(data, { level })).equals(data));
for (const strategy of [0, 1, 2, 3, 4]) console.log(strategy, zlib.inflateRawSync(zlib.deflateRawSync(data, { strategy })).equals(data));
for (const windowBits of [9, 12, 15]) console.log(windowBits, zlib.gunzipSync(zlib.gzipSync(data, { windowBits, memLevel: 3 })).equals(data));
const d = zlib.createDeflate();
d.params(9, zlib.constants.Z_DEFAULT_STRATEGY, () => { d.end('after params'); });
const parts = []; d.on('data', (c) => parts.push(c)); d.on('end', () => console.log(zlib.inflateSync(Buffer.concat(parts)).toString()));
d.write('before ');
const i = zlib.createInflate(); i.on('error', (e) => console.log(e.code, e.message, i.destroyed)); i.end(zlib.deflateSync('cut short here').subarray(0, 10));
const c = zlib.createGzip(); c.close(() => console.log('closed', c.destroyed)); c.on('error', () => {});
