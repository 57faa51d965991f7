'use strict';
// Blob and File (https://nodejs.org/api/buffer.html#class-blob): bytes that do not change, with a type.
const { invalidArgType, nodeError, inspect, nodeMajor } = internal;
const { Buffer } = require('buffer');

const kBytes = Symbol('kBytes');

function bytesOf(source, endings) {
  if (source instanceof Blob) return source[kBytes];
  if (source instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && source instanceof SharedArrayBuffer)) return Buffer.from(new Uint8Array(source));
  if (ArrayBuffer.isView(source)) return Buffer.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  const text = `${source}`;
  return Buffer.from(endings === 'native' ? text.replace(/\r\n|\r/g, '\n') : text);
}
const typeOf = (type) => (/^[\u0020-\u007E]*$/.test(type) ? type.toLowerCase() : '');

class Blob {
  #type;
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources[Symbol.iterator] !== 'function' || typeof sources === 'string')
      throw nodeMajor >= 24 ? nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'Value cannot be converted to sequence.') : invalidArgType('sources', 'a sequence', sources);
    if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') throw invalidArgType('options', 'of type object', options);
    const endings = `${options?.endings ?? 'transparent'}`;
    if (endings !== 'transparent' && endings !== 'native')
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.endings' must be one of: 'transparent', 'native'. Received ${inspect(endings)}`);
    Object.defineProperty(this, kBytes, { value: Buffer.concat(Array.from(sources, (source) => bytesOf(source, endings))) });
    this.#type = typeOf(`${options?.type ?? ''}`);
  }
  get type() { return this.#type; }
  get size() { return this[kBytes].length; }
  slice(start = 0, end = this.size, type = '') {
    const place = (n) => (n < 0 ? Math.max(this.size + n, 0) : Math.min(n, this.size));
    start = place(start);
    end = place(end);
    return new Blob([this[kBytes].subarray(start, Math.max(start, end))], { type: `${type}` });
  }
  async arrayBuffer() {
    const bytes = this[kBytes];
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }
  async text() { return new TextDecoder().decode(this[kBytes]); }
  async bytes() { return new Uint8Array(await this.arrayBuffer()); }
  stream() {
    const { ReadableStream } = require('stream/web');
    let at = 0;
    return new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        if (at >= this.size) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const part = this[kBytes].subarray(at, at + 65536);
        at += part.length;
        controller.enqueue(new Uint8Array(part));
      },
    });
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this;
    return `Blob ${inspect({ size: this.size, type: this.type }, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
class File extends Blob {
  #name; #lastModified;
  constructor(sources, name, options = {}) {
    if (arguments.length < 2) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "sources" and "fileName" arguments must be specified');
    super(sources, options);
    this.#name = `${name}`;
    this.#lastModified = options?.lastModified !== undefined ? Number(options.lastModified) : Date.now();
  }
  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this;
    const shown = { size: this.size, type: this.type, name: this.name, lastModified: this.lastModified };
    return `File ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
for (const [each, name] of [[Blob, 'Blob'], [File, 'File']]) {
  Object.defineProperty(each.prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(each.prototype, Symbol.for('nodejs.util.inspect.custom'), { enumerable: false });
}
function resolveObjectURL() { return undefined; } // no object URL was ever made

module.exports = { Blob, File, resolveObjectURL };
