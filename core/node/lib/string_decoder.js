'use strict';
// string_decoder (https://nodejs.org/api/string_decoder.html): bytes into text; a character that is cut at the end of a
// chunk waits for the rest of it.
const { nodeError, invalidArgType } = internal;
const { Buffer } = require('buffer');

const names = {
  __proto__: null, utf8: 'utf8', 'utf-8': 'utf8', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le', latin1: 'latin1',
  binary: 'latin1', base64: 'base64', base64url: 'base64url', ascii: 'ascii', hex: 'hex',
};
function encodingOf(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  const known = names[name] ?? names[`${name}`.toLowerCase()];
  if (known === undefined) throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
  return known;
}

// How many bytes at the end are the beginning of a character that is not whole; and how many that one needs.
function cutUtf8(bytes, end) {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 ? (byte < 0xf0 ? 3 : 1) : byte >= 0xc2 ? 2 : 1;
    if (needed <= back) return 0;
    return back;
  }
  return 0;
}
function neededUtf8(lead) { return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2; }

function StringDecoder(encoding) {
  this.encoding = encodingOf(encoding);
  Object.defineProperty(this, 'rest', { __proto__: null, value: Buffer.alloc(0), writable: true, configurable: true, enumerable: false });
}

StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (!ArrayBuffer.isView(chunk)) throw invalidArgType('buf', 'an instance of Buffer, TypedArray, or DataView', chunk);
  let bytes = chunk instanceof Buffer ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const { encoding } = this;
  if (encoding === 'latin1' || encoding === 'ascii' || encoding === 'hex') return bytes.toString(encoding);
  const half = this.rest.length;
  if (half > 0) {
    bytes = Buffer.concat([this.rest, bytes]);
    this.rest = Buffer.alloc(0);
  }
  let kept = 0;
  if (encoding === 'utf8') {
    kept = cutUtf8(bytes, bytes.length);
  } else if (encoding === 'utf16le') {
    kept = bytes.length % 2;
    const whole = bytes.length - kept;
    // The first half of a pair waits for the second, unless it was itself cut and is now complete.
    if (whole >= 2 && (bytes[whole - 1] & 0xfc) === 0xd8 && !(half === 1 && whole === 2)) kept += 2;
  } else {
    kept = bytes.length % 3;
  }
  if (kept > 0) {
    this.rest = Buffer.from(bytes.subarray(bytes.length - kept));
    bytes = bytes.subarray(0, bytes.length - kept);
  }
  return bytes.length > 0 ? bytes.toString(encoding) : '';
};
StringDecoder.prototype.end = function end(chunk) {
  let text = chunk === undefined ? '' : this.write(chunk);
  if (this.rest.length > 0) {
    text += this.rest.toString(this.encoding);
    this.rest = Buffer.alloc(0);
  }
  return text;
};
StringDecoder.prototype.text = function text(chunk, offset) {
  this.rest = Buffer.alloc(0);
  return this.write(chunk.slice(offset));
};
Object.defineProperties(StringDecoder.prototype, {
  lastChar: { __proto__: null, configurable: true, enumerable: true, get() { return Buffer.concat([this.rest, Buffer.alloc(4 - this.rest.length)]); } },
  lastNeed: {
    __proto__: null, configurable: true, enumerable: true,
    get() {
      if (this.rest.length === 0) return 0;
      return this.encoding === 'utf8' ? neededUtf8(this.rest[0]) - this.rest.length : this.encoding === 'utf16le' ? (this.rest.length === 1 ? 1 : 4 - this.rest.length) : 3 - this.rest.length;
    },
  },
  lastTotal: {
    __proto__: null, configurable: true, enumerable: true,
    get() {
      if (this.rest.length === 0) return 0;
      return this.encoding === 'utf8' ? neededUtf8(this.rest[0]) : this.encoding === 'utf16le' ? (this.rest.length === 1 ? 2 : 4) : 3;
    },
  },
});

module.exports = { StringDecoder };
