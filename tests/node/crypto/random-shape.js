// Random values differ from run to run on Node; what is defined is their form.
const crypto = require('crypto');
console.log(crypto.randomBytes(16).length, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()), crypto.randomUUID() !== crypto.randomUUID());
for (let i = 0; i < 50; i++) { const n = crypto.randomInt(3, 7); if (n < 3 || n >= 7) console.log('out of range', n); }
const b = Buffer.alloc(8); console.log(crypto.randomFillSync(b, 4) === b, b.subarray(0, 4));
console.log(globalThis.crypto.getRandomValues(new Uint8Array(4)).length, typeof globalThis.crypto.randomUUID());
crypto.randomBytes(4, (error, bytes) => { console.log('bytes', error, bytes.length); crypto.randomInt(5, (error, n) => { console.log('int', error, n >= 0 && n < 5); crypto.randomFill(new Uint16Array(3), (error, array) => console.log('fill', error, array.length)); }); });
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => crypto.randomBytes(-1)); t(() => crypto.randomBytes('x')); t(() => crypto.randomInt(5, 1)); t(() => crypto.randomInt(0)); t(() => crypto.randomInt(2 ** 50)); t(() => crypto.randomInt(1.5));
t(() => crypto.randomUUID({ disableEntropyCache: 1 })); t(() => crypto.randomFillSync('x')); t(() => crypto.randomFillSync(Buffer.alloc(4), 9)); t(() => globalThis.crypto.getRandomValues(new Float32Array(1))); t(() => globalThis.crypto.getRandomValues(new Uint8Array(70000)));
