'use strict';
// The global crypto (https://nodejs.org/api/webcrypto.html): random values and digests.
const { hashJob } = internal;
const { nodeError, invalidThis } = require('internal/validators');
const { getRandomValues, randomUUID } = require('internal/crypto_random');

const kDigests = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
let making = false;
const illegal = () => nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');

class SubtleCrypto {
  constructor() {
    if (!making) throw illegal();
  }
  async digest(algorithm, data) {
    if (arguments.length < 2) throw nodeError(TypeError, 'ERR_MISSING_ARGS', `Failed to execute 'digest' on 'SubtleCrypto': 2 arguments required, but only ${arguments.length} present.`);
    const name = `${typeof algorithm === 'object' && algorithm !== null ? algorithm.name : algorithm}`.toUpperCase();
    const { DOMException } = require('internal/event_target');
    if (!Object.hasOwn(kDigests, name)) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
    if (!ArrayBuffer.isView(data) && !(data instanceof ArrayBuffer)) {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', "Failed to execute 'digest' on 'SubtleCrypto': 2nd argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.");
    }
    return new Promise((resolve, reject) => hashJob(kDigests[name], data, (error, bytes) => error ? reject(error) : resolve(bytes)));
  }
}
const notYet = ['decrypt', 'deriveBits', 'deriveKey', 'encrypt', 'exportKey', 'generateKey', 'importKey', 'sign', 'unwrapKey', 'verify', 'wrapKey'];
for (const name of notYet) {
  Object.defineProperty(SubtleCrypto.prototype, name, {
    configurable: true, writable: true,
    value: async () => { throw new TypeError(`crypto.subtle.${name} is not simulated yet`); },
  });
}
for (const name of ['digest', ...notYet]) Object.defineProperty(SubtleCrypto.prototype, name, { enumerable: true });
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, { configurable: true, value: 'SubtleCrypto' });

class CryptoKey {
  constructor() {
    throw illegal();
  }
}

class Crypto {
  #subtle;
  constructor() {
    if (!making) throw illegal();
    this.#subtle = new SubtleCrypto();
  }
  get subtle() { return this.#subtle; }
  getRandomValues(array) {
    if (this !== crypto) throw invalidThis('Crypto');
    return getRandomValues(array);
  }
  randomUUID(options) {
    if (this !== crypto) throw invalidThis('Crypto');
    return randomUUID(options);
  }
}
for (const name of ['subtle', 'getRandomValues', 'randomUUID']) Object.defineProperty(Crypto.prototype, name, { enumerable: true });
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { configurable: true, value: 'Crypto' });

making = true;
const crypto = new Crypto();
making = false;

module.exports = { Crypto, CryptoKey, SubtleCrypto, crypto };
