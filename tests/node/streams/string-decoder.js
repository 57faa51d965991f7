// string_decoder: cut characters in every encoding.
const { StringDecoder } = require('string_decoder');
const feed = (encoding, ...chunks) => { const d = new StringDecoder(encoding); console.log(encoding, chunks.map((c) => JSON.stringify(d.write(Buffer.from(c)))).join(), JSON.stringify(d.end())); };
feed('utf8', [0xe2], [0x82], [0xac, 0x41]);
feed('utf8', [0xf0, 0x9d], [0x84], [0x9e]);
feed('utf8', [0xe2, 0x82], [0x41]);
feed('utf8', [0xff, 0xc3]);
feed('utf8', [0xed, 0xa0], [0x80]);
feed('utf16le', [0x61], [0x00, 0x3d], [0xd8], [0x4d, 0xdc]);
feed('base64', [1], [2, 3, 4], [5]);
feed('base64url', [255, 254], [253]);
feed('hex', [1, 2], [3]);
feed('latin1', [0xe9], [0x41]);
const d = new StringDecoder();
console.log(d.encoding, d.write('text'), d.end(Buffer.from('x')));
try { new StringDecoder('nope'); } catch (error) { console.log(error.code, error.message); }
try { d.write(5); } catch (error) { console.log(error.code); }
