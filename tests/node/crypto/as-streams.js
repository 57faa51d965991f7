// Hash and Hmac as streams.
const crypto = require('crypto');
const hash = crypto.createHash('sha1');
hash.on('readable', () => { const data = hash.read(); if (data) console.log('digest', data.toString('hex')); });
hash.on('end', () => console.log('end'));
hash.write('some '); hash.write('data'); hash.end();
const hmac = crypto.createHmac('md5', 'k');
hmac.setEncoding('hex');
hmac.on('data', (text) => console.log('hmac', text));
require('stream').Readable.from([Buffer.from('a'), Buffer.from('b')]).pipe(hmac);
