// pbkdf2, scrypt, hkdf, at once and on the pool.
const crypto = require('crypto');
console.log(crypto.pbkdf2Sync('password', 'salt', 1000, 32, 'sha256').toString('hex'), crypto.pbkdf2Sync('p', 's', 1, 64, 'sha512').toString('base64'));
console.log(crypto.scryptSync('password', 'salt', 32).toString('hex'), crypto.scryptSync('p', 's', 16, { N: 1024, r: 4, p: 2 }).toString('hex'));
console.log(Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 42)).toString('hex'));
crypto.pbkdf2('a', 'b', 10, 8, 'sha1', (error, key) => {
  console.log('pbkdf2', error, key);
  crypto.scrypt('a', 'b', 8, { cost: 2048 }, (error, key) => {
    console.log('scrypt', error, key);
    crypto.hkdf('sha1', 'k', '', '', 5, (error, key) => {
      console.log('hkdf', error, Buffer.from(key));
      crypto.webcrypto.subtle.digest('SHA-256', Buffer.from('x')).then((bytes) => console.log(Buffer.from(bytes).toString('hex')));
    });
  });
});
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => crypto.pbkdf2Sync('p', 's', 0, 10, 'sha1')); t(() => crypto.pbkdf2Sync('p', 's', 1, -1, 'sha1')); t(() => crypto.pbkdf2Sync('p', 's', 1, 10, 'nope')); t(() => crypto.pbkdf2('p', 's', 1, 10, 'sha1'));
t(() => crypto.pbkdf2('p', 's', 1, 10)); t(() => crypto.pbkdf2Sync(3, 's', 1, 10, 'md5')); t(() => crypto.scryptSync('p', 's', 10, { N: 3 })); t(() => crypto.scryptSync('p', 's', 10, { N: 1 << 20 }));
t(() => crypto.scryptSync('p', 's', 'x')); t(() => crypto.scrypt('p', 's', 10)); t(() => crypto.hkdfSync('nope', 'k', 's', 'i', 10));
