// The global crypto.
(async () => {
  for (const name of ['SHA-1', 'sha-256', 'SHA-384', { name: 'SHA-512' }]) console.log(Buffer.from(await crypto.subtle.digest(name, new TextEncoder().encode('abc'))).toString('hex'));
  await crypto.subtle.digest('MD5', new Uint8Array()).catch((e) => console.log(e.name, e.message));
  console.log(Object.prototype.toString.call(crypto), Object.prototype.toString.call(crypto.subtle), require('crypto').webcrypto === crypto, require('crypto').subtle === crypto.subtle);
  for (const bad of [() => new Crypto(), () => new SubtleCrypto(), () => crypto.getRandomValues(5)]) try { bad(); } catch (e) { console.log(e.name, e.code, e.message); }
})();
