// Hashes and HMACs.
const crypto = require('crypto');
for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256', 'sha3-256', 'ripemd160', 'blake2b512', 'SHA256', 'RSA-SHA1', 'shake128']) console.log(name, crypto.createHash(name).update('hello ').update(Buffer.from('world')).digest('hex'));
for (const encoding of ['hex', 'base64', 'base64url', 'latin1', undefined]) console.log(encoding, crypto.createHash('sha1').update('ü', 'utf8').digest(encoding));
const h = crypto.createHash('sha256').update('a');
const copy = h.copy();
console.log(copy.update('b').digest('hex') === crypto.createHash('sha256').update('ab').digest('hex'), h.digest('hex'));
console.log(crypto.createHash('shake256', { outputLength: 8 }).update('x').digest('hex'), crypto.createHash('sha1').digest('hex'), crypto.createHash('md5').update('61', 'hex').digest('hex'));
for (const name of ['md5', 'sha256', 'sha512']) console.log('hmac', name, crypto.createHmac(name, 'key').update('data').digest('hex'));
console.log(crypto.createHmac('sha1', Buffer.alloc(100, 1)).update('').digest('base64'), crypto.createHmac('sha1', '').update('x').digest('hex'));
console.log(crypto.getHashes().length > 40, crypto.getHashes().includes('sha256'), crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')), crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')));
if (crypto.hash) console.log(crypto.hash('sha1', 'abc'), crypto.hash('md5', Buffer.from('abc'), 'base64'));
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => crypto.createHash('nope')); t(() => crypto.createHash(3)); t(() => crypto.createHash('md5').update(3)); t(() => { h.digest(); }); t(() => { h.update('x'); }); t(() => { h.copy(); });
t(() => crypto.createHmac('nope', 'k')); t(() => crypto.createHmac('md5')); t(() => crypto.timingSafeEqual(Buffer.alloc(1), Buffer.alloc(2))); t(() => crypto.timingSafeEqual('a', Buffer.alloc(2)));
console.log(crypto.createHash('md5'));
