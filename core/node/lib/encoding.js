'use strict';
// Names of encodings; atob and btoa; TextEncoder and TextDecoder (https://nodejs.org/api/util.html, globals).
//
// decode(bytes, encoding) and encode(text, encoding) turn Latin-1 strings of bytes into text and back; readBytes(view,
// start, end) gives such a string and putBytes(view, at, bytes, count) stores one.
const { invalidArgType, nodeError, decode, encode, readBytes, putBytes, writeText } = internal;

// By number, as the natives know them.
const kEncodings = ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64', 'base64url'];
const [kUtf8, kUtf16le, kLatin1, , , kBase64] = kEncodings.keys();
const numbers = {
  __proto__: null, 'utf8': 0, 'utf-8': 0, 'ucs2': 1, 'ucs-2': 1, 'utf16le': 1, 'utf-16le': 1, 'latin1': 2, 'binary': 2, 'ascii': 3, 'hex': 4, 'base64': 5,
  'base64url': 6,
};
const knownEncoding = (name) => numbers[name] ?? numbers[`${name}`.toLowerCase()];
// `none`: what else than undefined means UTF-8.
function encodingOf(name, none = '') {
  if (name === undefined || (none === '' && (name === '' || name === null))) return kUtf8;
  const known = knownEncoding(name);
  if (known === undefined) throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
  return known;
}
const isBytes = (value) => value instanceof Uint8Array;
const isBufferMemory = (value) =>
  value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer);

// --- atob, btoa ---

function invalidCharacter(message = 'Invalid character') {
  return new DOMException(message, 'InvalidCharacterError');
}
function btoa(input) {
  if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "input" argument must be specified');
  const text = `${input}`;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) throw invalidCharacter();
  return decode(text, kBase64);
}
function atob(input) {
  if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "input" argument must be specified');
  let text = `${input}`.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) throw invalidCharacter(text.length % 4 === 1 && !/[^A-Za-z0-9+/]/.test(text) ? 'The string to be decoded is not correctly encoded.' : undefined);
  return encode(text, kBase64);
}

// --- TextEncoder, TextDecoder ---

class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(input = '') {
    const bytes = encode(`${input}`, kUtf8);
    const array = new Uint8Array(bytes.length);
    putBytes(array, 0, bytes, bytes.length);
    return array;
  }
  encodeInto(source, destination) {
    if (typeof source !== 'string') throw invalidArgType('src', 'of type string', source);
    if (!isBytes(destination)) throw invalidArgType('dest', 'an instance of Uint8Array', destination);
    const written = writeText(destination, source, kUtf8, 0, destination.length);
    return { read: decode(readBytes(destination, 0, written), kUtf8).length, written };
  }
}
const decoderNames = {
  __proto__: null, 'utf-8': kUtf8, 'utf8': kUtf8, 'unicode-1-1-utf-8': kUtf8, 'utf-16le': kUtf16le, 'utf-16': kUtf16le, 'ucs-2': kUtf16le,
  'latin1': kLatin1, 'iso-8859-1': kLatin1, 'ascii': kLatin1, 'us-ascii': kLatin1, 'windows-1252': kLatin1,
};
const decoderLabels = ['utf-8', 'utf-16le', 'windows-1252'];
class TextDecoder {
  #encoding; #fatal; #ignoreBom; #rest = ''; #started = false;
  constructor(label = 'utf-8', options = {}) {
    const name = decoderNames[`${label}`.trim().toLowerCase()];
    if (name === undefined) throw nodeError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    this.#encoding = name;
    this.#fatal = !!(options && options.fatal);
    this.#ignoreBom = !!(options && options.ignoreBOM);
  }
  get encoding() { return decoderLabels[this.#encoding]; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBom; }
  decode(input = new Uint8Array(), options = {}) {
    let view;
    if (isBufferMemory(input)) view = new Uint8Array(input);
    else if (ArrayBuffer.isView(input)) view = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    else throw invalidArgType('list', 'an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView', input);
    let bytes = this.#rest + readBytes(view, 0, view.length);
    this.#rest = '';
    const stream = !!(options && options.stream);
    if (stream) { // what is not whole yet waits for the next piece
      let cut = bytes.length;
      if (this.#encoding === kUtf16le) cut &= ~1;
      if (this.#encoding === kUtf8) {
        let back = 0;
        while (back < 3 && back < bytes.length && (bytes.charCodeAt(bytes.length - 1 - back) & 0xc0) === 0x80) back++;
        const lead = back < bytes.length ? bytes.charCodeAt(bytes.length - 1 - back) : 0;
        const needed = lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        if (needed > back + 1 && lead < 0xf8) cut = bytes.length - 1 - back;
      }
      this.#rest = bytes.slice(cut);
      bytes = bytes.slice(0, cut);
    }
    let text = decode(bytes, this.#encoding);
    if (this.#fatal && this.#encoding === kUtf8 && encode(text, kUtf8) !== bytes)
      throw nodeError(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding utf-8');
    if (!this.#ignoreBom && !this.#started && this.#encoding !== kLatin1 && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    if (bytes.length > 0) this.#started = true;
    if (!stream) this.#started = false;
    return text;
  }
}

module.exports = { kEncodings, kUtf8, kUtf16le, kLatin1, knownEncoding, encodingOf, atob, btoa, TextEncoder, TextDecoder };
