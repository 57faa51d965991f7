'use strict';
// crypto (https://nodejs.org/api/crypto.html): digests, keys from passwords, random values. Ciphers, signatures and key
// pairs are not simulated yet.
const { digestSize, hashCopy, hashDigest, hashNew, hashUpdate, hkdf: deriveHkdf, inspect, nodeMajor, pbkdf2: derivePbkdf2, scrypt: deriveScrypt, timingSafeEqual: sameBytes } = internal;
const { invalidArgType, invalidArgValue, nodeError, validateFunction, validateInt32, validateInteger, validateObject, validateString, validateUint32 } = require('internal/validators');
const { Transform } = require('stream');
const random = require('internal/crypto_random');
const notSimulated = require('internal/not_simulated');

const kHashes = [
  'RSA-MD5', 'RSA-RIPEMD160', 'RSA-SHA1', 'RSA-SHA1-2', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256', 'RSA-SHA3-384', 'RSA-SHA3-512',
  'RSA-SHA384', 'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', 'RSA-SM3', 'blake2b512', 'blake2s256', 'id-rsassa-pkcs1-v1_5-with-sha3-224',
  'id-rsassa-pkcs1-v1_5-with-sha3-256', 'id-rsassa-pkcs1-v1_5-with-sha3-384', 'id-rsassa-pkcs1-v1_5-with-sha3-512', 'md5', 'md5-sha1',
  'md5WithRSAEncryption', 'ripemd', 'ripemd160', 'ripemd160WithRSA', 'rmd160', 'sha1', 'sha1WithRSAEncryption', 'sha224',
  'sha224WithRSAEncryption', 'sha256', 'sha256WithRSAEncryption', 'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384',
  'sha384WithRSAEncryption', 'sha512', 'sha512-224', 'sha512-224WithRSAEncryption', 'sha512-256', 'sha512-256WithRSAEncryption',
  'sha512WithRSAEncryption', 'shake128', 'shake256', 'sm3', 'sm3WithRSAEncryption', 'ssl3-md5', 'ssl3-sha1',
];

const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer);
// Text in an encoding, or bytes, as something the natives take.
function toBytes(value, name, encoding, expected) {
  if (typeof value === 'string') return Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding);
  if (isBytes(value)) return value;
  throw invalidArgType(name, expected, value);
}
const kData = 'of type string or an instance of Buffer, TypedArray, or DataView';
const kSecret = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
const encoded = (bytes, encoding) => encoding && encoding !== 'buffer' ? Buffer.from(bytes).toString(encoding) : Buffer.from(bytes);
const finalized = () => nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
const invalidDigest = (name) => nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);

// --- Hash and Hmac: streams too ---

const kHandle = Symbol('kHandle');
const kState = Symbol('kState');
const kFinalized = Symbol('kFinalized');

function begin(object, options, handle, name) {
  object._options = options;
  object[kHandle] = handle;
  object[kState] = { [kFinalized]: false };
  Object.defineProperty(object[kHandle], inspect.custom, { value: () => `${name} {}`, enumerable: false });
  Object.defineProperty(object[kHandle], 'state', { enumerable: false });
}
function makeStream(Type) {
  Object.setPrototypeOf(Type.prototype, Transform.prototype);
  Object.setPrototypeOf(Type, Transform);
  // Most never are streams: their state is made when it is first asked for.
  for (const name of ['_readableState', '_writableState']) {
    Object.defineProperty(Type.prototype, name, {
      configurable: true,
      get() {
        Reflect.apply(Transform, this, [this._options]);
        return this[name];
      },
      set(value) { Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true }); },
    });
  }
  Type.prototype._transform = function _transform(chunk, encoding, callback) {
    hashUpdate(this[kHandle], toBytes(chunk, 'data', encoding, kData));
    callback();
  };
  Type.prototype._flush = function _flush(callback) {
    this.push(this.digest());
    callback();
  };
  Type.prototype.update = function update(data, encoding) {
    if (this[kState][kFinalized]) throw finalized();
    hashUpdate(this[kHandle], toBytes(data, 'data', encoding, kData));
    return this;
  };
}

function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  const copied = typeof algorithm === 'object' && algorithm !== null && algorithm[kHandle];
  if (!copied) validateString(algorithm, 'algorithm');
  const length = typeof options === 'object' && options !== null ? options.outputLength : undefined;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  const handle = copied ? hashCopy(copied) : hashNew(algorithm);
  if (handle === undefined) throw new Error('Digest method not supported');
  if (!copied && length !== undefined && digestSize(algorithm) > 0 && length !== digestSize(algorithm))
    throw nodeError(Error, 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', 'error:030000B2:digital envelope routines::not XOF or invalid length');
  begin(this, options, handle, 'Hash');
  this[kState].length = length;
  Object.defineProperty(this[kState], 'length', { enumerable: false });
}
makeStream(Hash);
Hash.prototype.copy = function copy(options) {
  if (this[kState][kFinalized]) throw finalized();
  return new Hash(this, options);
};
Hash.prototype.digest = function digest(encoding) {
  if (this[kState][kFinalized]) throw finalized();
  this[kState][kFinalized] = true;
  return encoded(hashDigest(this[kHandle], this[kState].length), encoding);
};

function Hmac(algorithm, key, options) {
  if (!new.target) return new Hmac(algorithm, key, options);
  validateString(algorithm, 'hmac');
  const secret = toBytes(key, 'key', options?.encoding, 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey');
  const handle = hashNew(algorithm, secret);
  if (handle === undefined) throw invalidDigest(algorithm);
  begin(this, options, handle, 'Hmac');
}
makeStream(Hmac);
Hmac.prototype.digest = function digest(encoding) {
  if (this[kState][kFinalized]) return encoding && encoding !== 'buffer' ? '' : Buffer.from('');
  this[kState][kFinalized] = true;
  return encoded(hashDigest(this[kHandle]), encoding);
};

function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) throw invalidArgType('input', kData, input);
  if (typeof outputEncoding === 'object' && outputEncoding !== null) outputEncoding = outputEncoding.outputEncoding ?? 'hex';
  if (outputEncoding !== 'buffer' && !Buffer.isEncoding(outputEncoding)) {
    validateString(outputEncoding, 'outputEncoding');
    throw invalidArgValue('outputEncoding', outputEncoding);
  }
  return new Hash(algorithm).update(input).digest(outputEncoding);
}

// --- keys from passwords ---

// The natives give an ArrayBuffer at once, or false for parameters that they do not take; with a callback, later.
function deliver(callback, wrap) {
  validateFunction(callback, 'callback');
  return (error, bytes) => error ? callback(error) : callback(null, wrap(bytes));
}

function checkPbkdf2(password, salt, iterations, length, digest) {
  validateString(digest, 'digest');
  password = toBytes(password, 'password', 'utf8', kSecret);
  salt = toBytes(salt, 'salt', 'utf8', kSecret);
  validateInt32(iterations, 'iterations', 1);
  validateInt32(length, 'keylen', 0);
  if (digestSize(digest) === undefined) throw invalidDigest(digest);
  return [password, salt, iterations, length, digest];
}
function pbkdf2(password, salt, iterations, length, digest, callback) {
  if (typeof digest === 'function') [digest, callback] = [undefined, digest];
  const checked = checkPbkdf2(password, salt, iterations, length, digest);
  derivePbkdf2(...checked, deliver(callback, (bytes) => Buffer.from(bytes)));
}
function pbkdf2Sync(password, salt, iterations, length, digest) {
  return Buffer.from(derivePbkdf2(...checkPbkdf2(password, salt, iterations, length, digest)));
}

const kScryptDefaults = { N: 16384, r: 8, p: 1, maxmem: 32 << 20 };
function checkScrypt(password, salt, length, options) {
  password = toBytes(password, 'password', 'utf8', kSecret);
  salt = toBytes(salt, 'salt', 'utf8', kSecret);
  validateInt32(length, 'keylen', 0);
  let { N, r, p, maxmem } = kScryptDefaults;
  if (options) {
    const pick = (short, long, current) => {
      const value = options[short] ?? options[long];
      if (value === undefined) return current;
      validateUint32(value, options[short] !== undefined ? short : long);
      return value || current;
    };
    N = pick('N', 'cost', N);
    r = pick('r', 'blockSize', r);
    p = pick('p', 'parallelization', p);
    if (options.maxmem !== undefined) {
      validateInteger(options.maxmem, 'maxmem', 0);
      maxmem = options.maxmem || maxmem;
    }
  }
  return [password, salt, length, N, r, p, maxmem];
}
function badScrypt([, , , N, r, p, maxmem]) {
  const tooMuch = 128 * N * r + 128 * r * p > maxmem && Number.isInteger(Math.log2(N)) && N > 1;
  return nodeError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${tooMuch ? ': error:030000AC:digital envelope routines::memory limit exceeded' : ''}`);
}
function scrypt(password, salt, length, options, callback = undefined) {
  if (callback === undefined) [options, callback] = [kScryptDefaults, options];
  const checked = checkScrypt(password, salt, length, options);
  if (deriveScrypt(...checked, deliver(callback, (bytes) => Buffer.from(bytes))) === false) throw badScrypt(checked);
}
function scryptSync(password, salt, length, options = kScryptDefaults) {
  const checked = checkScrypt(password, salt, length, options);
  const bytes = deriveScrypt(...checked);
  if (bytes === false) throw badScrypt(checked);
  return Buffer.from(bytes);
}

const kInfoMost = 1024;
function checkHkdf(digest, key, salt, info, length) {
  validateString(digest, 'digest');
  key = toBytes(key, 'ikm', 'utf8', 'of type string or an instance of SecretKeyObject, ArrayBuffer, TypedArray, DataView, or Buffer');
  salt = toBytes(salt, 'salt', 'utf8', kSecret);
  info = toBytes(info, 'info', 'utf8', kSecret);
  validateInteger(length, 'length', 0, 2 ** 31 - 1);
  if (info.byteLength > kInfoMost) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "info" is out of range. It must be must not contain more than ${kInfoMost} bytes. Received ${info.byteLength}`);
  const size = digestSize(digest);
  if (size === undefined) throw invalidDigest(digest);
  if (length > size * 255) throw nodeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  return [digest, key, salt, info, length];
}
function hkdf(digest, key, salt, info, length, callback) {
  const checked = checkHkdf(digest, key, salt, info, length);
  deriveHkdf(...checked, deliver(callback, (bytes) => bytes));
}
const hkdfSync = (digest, key, salt, info, length) => deriveHkdf(...checkHkdf(digest, key, salt, info, length));

function timingSafeEqual(a, b) {
  for (const [value, name] of [[a, 'buf1'], [b, 'buf2']]) {
    if (!isBytes(value)) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
  }
  if (a.byteLength !== b.byteLength) throw nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  return sameBytes(a, b);
}

const exported = {
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
  getHashes: () => kHashes.slice(),
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  randomBytes: random.randomBytes,
  randomFill: random.randomFill,
  randomFillSync: random.randomFillSync,
  randomInt: random.randomInt,
  randomUUID: random.randomUUID,
  scrypt,
  scryptSync,
  timingSafeEqual,
  getFips: () => 0,
  hash,
  Hash,
  Hmac,
  getRandomValues: random.getRandomValues,
  constants: Object.freeze({ __proto__: null, RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_PKCS1_PSS_PADDING: 6 }),
};
for (const name of ['checkPrime', 'checkPrimeSync', 'createCipheriv', 'createDecipheriv', 'createDiffieHellman', 'createECDH', 'createPrivateKey', 'createPublicKey',
  'createSecretKey', 'createSign', 'createVerify', 'diffieHellman', 'generateKey', 'generateKeySync', 'generateKeyPair', 'generateKeyPairSync', 'generatePrime',
  'generatePrimeSync', 'getCiphers', 'getCurves', 'privateDecrypt', 'privateEncrypt', 'publicDecrypt', 'publicEncrypt', 'sign', 'verify'])
  exported[name] = notSimulated(`crypto.${name}`);
if (nodeMajor < 20) delete exported.hash;
module.exports = exported;
Object.defineProperty(module.exports, 'webcrypto', { configurable: true, enumerable: true, get: () => require('internal/webcrypto').crypto });
Object.defineProperty(module.exports, 'subtle', { configurable: true, enumerable: true, get: () => require('internal/webcrypto').crypto.subtle });
