'use strict';
// buffer (https://nodejs.org/api/buffer.html): Buffer on Uint8Array.
//
// bufferOver(memory, offset, length) makes a Buffer; textOf(view, encoding, start, end) and writeText(view, text, encoding,
// offset, room) turn its bytes into text and back.
const { invalidArgType, nodeError, inspect, setBufferPrototype, bufferOver, subarray, textOf, writeText, textLength, compareBytes, indexOfBytes, fillBytes,
  copyBytes, nodeMajor } = internal;
const { kEncodings, kUtf8, kUtf16le, kLatin1, encodingOf, knownEncoding } = require('internal/encoding');

const kMaxLength = nodeMajor >= 22 ? 2 ** 53 - 1 : nodeMajor >= 15 ? 2 ** 32 : 2 ** 31 - 1;
const kStringMaxLength = 2 ** 29 - 24;
function withSeparators(value) {
  let text = String(value), out = '';
  const start = text[0] === '-' ? 1 : 0;
  let i = text.length;
  for (; i >= start + 4; i -= 3) out = `_${text.slice(i - 3, i)}${out}`;
  return `${text.slice(0, i)}${out}`;
}
function outOfRange(name, range, value) {
  let received;
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) received = withSeparators(value);
  else if (typeof value === 'bigint') received = (value > 2n ** 32n || value < -(2n ** 32n) ? withSeparators(value) : String(value)) + 'n';
  else received = inspect(value);
  return nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${received}`);
}
function checkNumber(value, name) {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
}
function checkSize(size) {
  checkNumber(size, 'size');
  if (!(size >= 0 && size <= kMaxLength)) throw outOfRange('size', `>= 0 && <= ${kMaxLength}`, size);
}
function checkOffset(value, name, min = 0, max = Number.MAX_SAFE_INTEGER) {
  checkNumber(value, name);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}
const isBytes = (value) => value instanceof Uint8Array;
const isBufferMemory = (value) =>
  value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer);

class FastBuffer extends Uint8Array {}
FastBuffer.prototype.constructor = Buffer;
setBufferPrototype(FastBuffer.prototype);

// Small buffers share a pool, as in Node: what allocUnsafe and from give have an offset into one ArrayBuffer.
let poolMemory, poolOffset;
function newPool() {
  poolMemory = new FastBuffer(Buffer.poolSize).buffer;
  poolOffset = 0;
}
function allocate(size) {
  if (size <= 0) return new FastBuffer();
  if (size >= Buffer.poolSize >>> 1) return bufferOver(undefined, 0, size);
  if (size > poolMemory.byteLength - poolOffset) newPool();
  const buffer = bufferOver(poolMemory, poolOffset, size);
  poolOffset = (poolOffset + size + 7) & ~7;
  return buffer;
}

function fromText(text, encoding) {
  const known = typeof encoding !== 'string' || encoding.length === 0 ? kUtf8 : encodingOf(encoding);
  if (text.length === 0) return new FastBuffer();
  const room = textLength(text, known);
  const buffer = allocate(room);
  const written = writeText(buffer, text, known, 0, room);
  if (written === room) return buffer;
  // Hex and base64 may have less in them than their length promises: the rest of the pool is free again.
  if (buffer.buffer === poolMemory) poolOffset = (buffer.byteOffset + written + 7) & ~7;
  return buffer.subarray(0, written);
}
function fromList(list) {
  if (!(list.length > 0)) return new FastBuffer();
  const buffer = allocate(list.length);
  buffer.set(list, 0);
  return buffer;
}
function fromMemory(memory, byteOffset, length) {
  byteOffset = byteOffset === undefined ? 0 : Number(byteOffset) || 0;
  const maximum = memory.byteLength - byteOffset;
  if (maximum < 0) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  if (length === undefined) return new FastBuffer(memory, byteOffset, maximum);
  length = Number(length);
  if (!(length > 0)) length = 0;
  else if (length > maximum) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
  return new FastBuffer(memory, byteOffset, length);
}
function fromObject(value) {
  if (value.length !== undefined || isBufferMemory(value.buffer)) return typeof value.length === 'number' ? fromList(value) : new FastBuffer();
  if (value.type === 'Buffer' && Array.isArray(value.data)) return fromList(value.data);
}

let warned = nodeMajor < 10;
function Buffer(argument, encodingOrOffset, length) {
  if (!warned) {
    warned = true;
    process.emitWarning('Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), or ' +
      'Buffer.from() methods instead.', 'DeprecationWarning', 'DEP0005');
  }
  if (typeof argument === 'number') {
    if (typeof encodingOrOffset === 'string') throw invalidArgType('string', 'of type string', argument);
    return Buffer.alloc(argument);
  }
  return Buffer.from(argument, encodingOrOffset, length);
}
Buffer.poolSize = (nodeMajor >= 24 ? 64 : 8) * 1024;
Object.defineProperty(Buffer, Symbol.species, { __proto__: null, configurable: true, enumerable: false, get() { return FastBuffer; } });
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;

const kFromTypes = 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object';
Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return fromText(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isBufferMemory(value)) return fromMemory(value, encodingOrOffset, length);
    const primitive = value.valueOf && value.valueOf();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object'))
      return Buffer.from(primitive, encodingOrOffset, length);
    const made = fromObject(value);
    if (made) return made;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const text = value[Symbol.toPrimitive]('string');
      if (typeof text === 'string') return fromText(text, encodingOrOffset);
    }
  }
  throw invalidArgType('first argument', kFromTypes, value);
};
Buffer.of = function of(...items) {
  const buffer = allocate(items.length);
  for (let i = 0; i < items.length; i++) buffer[i] = items[i];
  return buffer;
};
Buffer.alloc = function alloc(size, fill, encoding) {
  checkSize(size);
  const buffer = bufferOver(undefined, 0, size);
  return fill !== undefined && fill !== 0 && size > 0 ? fillBuffer(buffer, fill, 0, size, encoding) : buffer;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
  checkSize(size);
  return allocate(size);
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  checkSize(size);
  return bufferOver(undefined, 0, size);
};
Buffer.isBuffer = function isBuffer(value) { return value instanceof Buffer; };
Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && knownEncoding(encoding) !== undefined;
};
Buffer.byteLength = function byteLength(value, encoding) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || isBufferMemory(value)) return value.byteLength;
    throw invalidArgType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
  }
  return textLength(value, knownEncoding(encoding) ?? kUtf8);
};
Buffer.compare = function compare(a, b) {
  if (!isBytes(a)) throw invalidArgType('buf1', 'an instance of Buffer or Uint8Array', a);
  if (!isBytes(b)) throw invalidArgType('buf2', 'an instance of Buffer or Uint8Array', b);
  return a === b ? 0 : compareBytes(a, 0, a.length, b, 0, b.length);
};
Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw invalidArgType('list', 'an instance of Array', list);
  if (list.length === 0) return new FastBuffer();
  if (length === undefined) {
    length = 0;
    for (const part of list) if (part && part.length) length += part.length;
  } else {
    checkOffset(length, 'length', 0, nodeMajor >= 22 ? Number.MAX_SAFE_INTEGER : kMaxLength);
  }
  const buffer = allocate(length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!isBytes(part)) throw invalidArgType(`list[${i}]`, 'an instance of Buffer or Uint8Array', part);
    if (at + part.length > length) {
      buffer.set(part.subarray(0, length - at), at);
      at = length;
    } else {
      buffer.set(part, at);
      at += part.length;
    }
  }
  if (at < length) buffer.fill(0, at, length);
  return buffer;
};

const methods = {
  toString(encoding, start, end) {
    if (arguments.length === 0) return textOf(this, kUtf8, 0, this.length);
    const length = this.length;
    start = start <= 0 || start === undefined ? 0 : start >= length ? length : Math.trunc(start) || 0;
    end = end === undefined || end > length ? length : Math.trunc(end) || 0;
    if (end <= start) return '';
    return textOf(this, encoding === undefined ? kUtf8 : encodingOf(encoding, null), start, end);
  },
  equals(other) {
    if (!isBytes(other)) throw invalidArgType('otherBuffer', 'an instance of Buffer or Uint8Array', other);
    return this === other || (this.byteLength === other.byteLength && compareBytes(this, 0, this.length, other, 0, other.length) === 0);
  },
  compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
    if (!isBytes(target)) throw invalidArgType('target', 'an instance of Buffer or Uint8Array', target);
    if (targetStart === undefined) targetStart = 0; else checkOffset(targetStart, 'targetStart');
    if (targetEnd === undefined) targetEnd = target.length; else checkOffset(targetEnd, 'targetEnd', 0, target.length);
    if (sourceStart === undefined) sourceStart = 0; else checkOffset(sourceStart, 'sourceStart');
    if (sourceEnd === undefined) sourceEnd = this.length; else checkOffset(sourceEnd, 'sourceEnd', 0, this.length);
    if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
    if (targetStart >= targetEnd) return 1;
    return compareBytes(this, sourceStart, sourceEnd, target, targetStart, targetEnd);
  },
  copy(target, targetStart, sourceStart, sourceEnd) {
    if (!isBytes(target)) throw invalidArgType('target', 'an instance of Buffer or Uint8Array', target);
    targetStart = targetStart === undefined ? 0 : Math.trunc(targetStart) || 0;
    if (targetStart < 0) throw outOfRange('targetStart', '>= 0', targetStart);
    sourceStart = sourceStart === undefined ? 0 : Math.trunc(sourceStart) || 0;
    if (sourceStart < 0 || sourceStart > this.length) throw outOfRange('sourceStart', `>= 0 && <= ${this.length}`, sourceStart);
    sourceEnd = sourceEnd === undefined ? this.length : Math.trunc(sourceEnd) || 0;
    if (sourceEnd < 0) throw outOfRange('sourceEnd', '>= 0', sourceEnd);
    if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
    const count = Math.min(sourceEnd - sourceStart, target.length - targetStart, this.length - sourceStart);
    return copyBytes(this, sourceStart, count, target, targetStart);
  },
  write(text, offset, length, encoding) {
    if (typeof text !== 'string') throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
    if (offset === undefined) {
      offset = 0;
      length = this.length;
    } else if (length === undefined && typeof offset === 'string') {
      encoding = offset;
      offset = 0;
      length = this.length;
    } else {
      checkOffset(offset, 'offset', 0, this.length);
      const remaining = this.length - offset;
      if (length === undefined) {
        length = remaining;
      } else if (typeof length === 'string') {
        encoding = length;
        length = remaining;
      } else {
        checkOffset(length, 'length', 0, this.length);
        if (length > remaining) length = remaining;
      }
    }
    return writeText(this, text, encodingOf(encoding), offset, length);
  },
  fill(value, offset, end, encoding) { return fillBuffer(this, value, offset, end, encoding); },
  indexOf(value, byteOffset, encoding) { return search(this, value, byteOffset, encoding, true); },
  lastIndexOf(value, byteOffset, encoding) { return search(this, value, byteOffset, encoding, false); },
  includes(value, byteOffset, encoding) { return search(this, value, byteOffset, encoding, true) !== -1; },
  subarray,
  slice(start, end) { return subarray.call(this, start, end); },
  toJSON() { return this.length > 0 ? { type: 'Buffer', data: Array.from(this) } : { type: 'Buffer', data: [] }; },
  swap16() { return swap(this, 2, '16-bits'); },
  swap32() { return swap(this, 4, '32-bits'); },
  swap64() { return swap(this, 8, '64-bits'); },
};
methods.toLocaleString = methods.toString;

function fillBuffer(buffer, value, offset, end, encoding) {
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      encoding = offset;
      offset = end = undefined;
    } else if (typeof end === 'string') {
      encoding = end;
      end = undefined;
    }
    const known = encodingOf(encoding);
    const bytes = value.length > 0 ? fromText(value, kEncodings[known]) : null;
    if (bytes !== null && bytes.length === 0)
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received ${inspect(value)}`);
    value = bytes ?? 0;
  }
  if (offset === undefined) {
    offset = 0;
    end = buffer.length;
  } else {
    checkOffset(offset, 'offset');
    if (end === undefined) end = buffer.length;
    else checkOffset(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  if (!isBytes(value)) {
    Uint8Array.prototype.fill.call(buffer, typeof value === 'number' ? value : typeof value === 'boolean' ? +value : Number(value) || 0, offset, end);
    return buffer;
  }
  if (value.length === 0)
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received ${inspect(value)}`);
  fillBytes(buffer, value, offset, end);
  return buffer;
}

function search(buffer, value, byteOffset, encoding, forward) {
  if (typeof byteOffset === 'string') {
    encoding = byteOffset;
    byteOffset = undefined;
  }
  byteOffset = +byteOffset;
  if (byteOffset !== byteOffset) byteOffset = forward ? 0 : buffer.length;
  byteOffset = Math.trunc(Math.max(-(2 ** 31), Math.min(byteOffset, 2 ** 31 - 1)));
  if (typeof value === 'number') value = new FastBuffer([value]);
  let step = 1;
  if (typeof value === 'string') {
    const known = encodingOf(encoding);
    if (known === kUtf16le) step = 2;
    value = fromText(value, kEncodings[known]);
  } else if (!isBytes(value)) {
    throw invalidArgType('value', 'one of type number or string or an instance of Buffer or Uint8Array', value);
  }
  let at = byteOffset < 0 ? byteOffset + buffer.length : byteOffset;
  if (at < 0) {
    if (!forward) return -1;
    at = 0;
  }
  if (at > buffer.length) {
    if (forward) return value.length === 0 ? buffer.length : -1;
    at = buffer.length;
  }
  if (value.length === 0) return at;
  return indexOfBytes(buffer, value, at, forward, step);
}

function swap(buffer, size, name) {
  if (buffer.length % size !== 0) throw nodeError(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${name}`);
  for (let i = 0; i < buffer.length; i += size)
    for (let low = i, high = i + size - 1; low < high; low++, high--) [buffer[low], buffer[high]] = [buffer[high], buffer[low]];
  return buffer;
}

// --- numbers ---

function checkPlace(buffer, offset, size) {
  if (offset === undefined) offset = 0;
  checkNumber(offset, 'offset');
  if (Number.isInteger(offset) && offset >= 0 && offset + size <= buffer.length) return offset;
  if (!Number.isInteger(offset)) throw outOfRange('offset', 'an integer', offset);
  if (buffer.length - size < 0) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  throw outOfRange('offset', `>= 0 and <= ${buffer.length - size}`, offset);
}
const viewOf = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);

function checkValue(value, low, high, size) {
  if (value > high || value < low) {
    const n = typeof low === 'bigint' ? 'n' : '';
    let range;
    if (size > 4 || n) {
      range = low === 0 || low === 0n ? `>= 0${n} and < 2${n} ** ${size * 8}${n}`
                                      : `>= -(2${n} ** ${size * 8 - 1}${n}) and < 2${n} ** ${size * 8 - 1}${n}`;
    } else {
      range = `>= ${low}${n} and <= ${high}${n}`;
    }
    throw outOfRange('value', range, value);
  }
}

function both(name, alias, method) {
  Object.defineProperty(method, 'name', { __proto__: null, value: name, configurable: true });
  methods[name] = method;
  if (alias) methods[alias] = method;
}
for (const [order, little] of [['LE', true], ['BE', false]]) {
  for (const size of [1, 2, 4]) {
    if (size === 1 && !little) continue;
    const suffix = size === 1 ? '' : order, bits = size * 8;
    both(`readUInt${bits}${suffix}`, `readUint${bits}${suffix}`, function(offset) {
      offset = checkPlace(this, offset, size);
      return viewOf(this)[`getUint${bits}`](offset, little);
    });
    both(`readInt${bits}${suffix}`, null, function(offset) {
      offset = checkPlace(this, offset, size);
      return viewOf(this)[`getInt${bits}`](offset, little);
    });
    both(`writeUInt${bits}${suffix}`, `writeUint${bits}${suffix}`, function(value, offset) {
      value = +value;
      checkValue(value, 0, 2 ** bits - 1, size);
      offset = checkPlace(this, offset, size);
      viewOf(this)[`setUint${bits}`](offset, value, little);
      return offset + size;
    });
    both(`writeInt${bits}${suffix}`, null, function(value, offset) {
      value = +value;
      checkValue(value, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1, size);
      offset = checkPlace(this, offset, size);
      viewOf(this)[`setInt${bits}`](offset, value, little);
      return offset + size;
    });
  }
  for (const [name, size, element] of [['Float', 4, 'Float32'], ['Double', 8, 'Float64']]) {
    both(`read${name}${order}`, null, function(offset) { return viewOf(this)[`get${element}`](checkPlace(this, offset, size), little); });
    both(`write${name}${order}`, null, function(value, offset) {
      offset = checkPlace(this, offset, size);
      viewOf(this)[`set${element}`](offset, value, little);
      return offset + size;
    });
  }
  for (const [name, alias, element, low, high] of [['BigInt64', null, 'BigInt64', -(2n ** 63n), 2n ** 63n - 1n],
                                                   ['BigUInt64', 'BigUint64', 'BigUint64', 0n, 2n ** 64n - 1n]]) {
    both(`read${name}${order}`, alias && `read${alias}${order}`, function(offset) {
      return viewOf(this)[`get${element}`](checkPlace(this, offset, 8), little);
    });
    both(`write${name}${order}`, alias && `write${alias}${order}`, function(value, offset) {
      checkValue(value, low, high, 8);
      offset = checkPlace(this, offset, 8);
      viewOf(this)[`set${element}`](offset, value, little);
      return offset + 8;
    });
  }
  const readUnsigned = (buffer, offset, size) => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + buffer[offset + (little ? size - 1 - i : i)];
    return value;
  };
  const writeInteger = (buffer, value, offset, size) => {
    if (value < 0) value += 2 ** (8 * size);
    for (let i = 0; i < size; i++, value = Math.floor(value / 256)) buffer[offset + (little ? i : size - 1 - i)] = value % 256;
    return offset + size;
  };
  const checkBytes = (size) => {
    if (size === undefined) throw invalidArgType('byteLength', 'of type number', size);
    checkNumber(size, 'byteLength');
    if (!Number.isInteger(size)) throw outOfRange('byteLength', 'an integer', size);
    if (size < 1 || size > 6) throw outOfRange('byteLength', '>= 1 and <= 6', size);
  };
  const checkGiven = (offset) => {
    if (offset === undefined) throw invalidArgType('offset', 'of type number', offset);
  };
  both(`readUInt${order}`, `readUint${order}`, function(offset, size) {
    checkGiven(offset);
    checkBytes(size);
    return readUnsigned(this, checkPlace(this, offset, size), size);
  });
  both(`readInt${order}`, null, function(offset, size) {
    checkGiven(offset);
    checkBytes(size);
    const value = readUnsigned(this, checkPlace(this, offset, size), size);
    return value >= 2 ** (8 * size - 1) ? value - 2 ** (8 * size) : value;
  });
  both(`writeUInt${order}`, `writeUint${order}`, function(value, offset, size) {
    checkBytes(size);
    value = +value;
    checkValue(value, 0, 2 ** (8 * size) - 1, size);
    return writeInteger(this, Math.trunc(value) || 0, checkPlace(this, offset, size), size);
  });
  both(`writeInt${order}`, null, function(value, offset, size) {
    checkBytes(size);
    value = +value;
    checkValue(value, -(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1, size);
    return writeInteger(this, Math.trunc(value) || 0, checkPlace(this, offset, size), size);
  });
}
// buf.utf8Slice(start, end), buf.utf8Write(text, offset, length) and their like, which older programs use.
for (const [name, known] of [['ascii', 3], ['base64', 5], ['base64url', 6], ['latin1', kLatin1], ['hex', 4], ['ucs2', kUtf16le], ['utf8', kUtf8]]) {
  both(`${name}Slice`, null, function(start = 0, end = this.length) { return textOf(this, known, start, end); });
  both(`${name}Write`, null, function(text, offset = 0, length = this.length - offset) { return writeText(this, text, known, offset, length); });
}
for (const name of Object.keys(methods))
  Object.defineProperty(FastBuffer.prototype, name, { __proto__: null, value: methods[name], writable: true, enumerable: true, configurable: true });

Object.defineProperty(Buffer.prototype, 'parent', { __proto__: null, enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } });
Object.defineProperty(Buffer.prototype, 'offset', { __proto__: null, enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } });

// <Buffer 68 69>, at most INSPECT_MAX_BYTES of them.
Buffer.prototype[Symbol.for('nodejs.util.inspect.custom')] = function(depth, options) {
  const maximum = exports.INSPECT_MAX_BYTES, shown = Math.min(maximum, this.length), parts = [];
  for (let i = 0; i < shown; i++) parts.push((this[i] < 16 ? '0' : '') + this[i].toString(16));
  let text = parts.join(' ');
  const more = this.length - maximum;
  if (more > 0) text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
  for (const key of Object.keys(this)) {
    if (/^\d+$/.test(key)) continue;
    text += `${text ? ', ' : ''}${key}: ${inspect(this[key], { ...options, breakLength: Infinity, compact: true })}`;
  }
  return `<${this.constructor.name} ${text}>`;
};
Buffer.prototype.inspect = Buffer.prototype[Symbol.for('nodejs.util.inspect.custom')];
newPool();

// --- the rest of the module ---

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!ArrayBuffer.isView(view) || view instanceof DataView) throw invalidArgType('view', 'an instance of TypedArray', view);
  if (view.length === 0) return new FastBuffer();
  if (offset === undefined) offset = 0;
  else checkOffset(offset, 'offset');
  if (offset >= view.length) return new FastBuffer();
  let end = view.length;
  if (length !== undefined) {
    checkOffset(length, 'length');
    end = Math.min(offset + length, view.length);
  }
  const part = view.slice(offset, end);
  return fromList(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
};
let slowWarned = nodeMajor < 24;
function SlowBuffer(size) {
  if (!slowWarned) {
    slowWarned = true;
    process.emitWarning('SlowBuffer() is deprecated. Please use Buffer.allocUnsafeSlow()', 'DeprecationWarning', 'DEP0030');
  }
  checkSize(size);
  return bufferOver(undefined, 0, size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

// From one encoding of text to another; what the target has not becomes '?'.
function transcode(source, from, to) {
  if (!isBytes(source)) throw invalidArgType('source', 'an instance of Buffer or Uint8Array', source);
  if (source.length === 0) return Buffer.alloc(0);
  const kinds = [from, to].map((name) => knownEncoding(name));
  if (kinds.some((kind) => kind === undefined || kind > 3)) {
    const error = new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    error.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    error.errno = 1;
    throw error;
  }
  const text = textOf(source, kinds[0], 0, source.length);
  if (kinds[1] === kUtf8 || kinds[1] === kUtf16le) return fromText(text, kEncodings[kinds[1]]);
  const most = kinds[1] === kLatin1 ? 255 : 127;
  return fromText(Array.from(text, (character) => (character.codePointAt(0) > most ? '?' : character)).join(''), 'latin1');
}
function viewOfInput(input) {
  if (isBufferMemory(input)) return new Uint8Array(input);
  if (ArrayBuffer.isView(input) && !(input instanceof DataView)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw invalidArgType('input', 'an instance of ArrayBuffer, Buffer, or TypedArray', input);
}
function isUtf8(input) { return internal.isValidUtf8(viewOfInput(input)); }
function isAscii(input) { return viewOfInput(input).every((byte) => byte < 128); }

module.exports = exports = { Buffer, SlowBuffer, transcode, isUtf8, isAscii, kMaxLength, kStringMaxLength };
const { atob, btoa } = require('internal/encoding');
Object.assign(exports, { btoa, atob });
exports.constants = Object.defineProperties({}, {
  MAX_LENGTH: { __proto__: null, value: kMaxLength, writable: false, enumerable: true },
  MAX_STRING_LENGTH: { __proto__: null, value: kStringMaxLength, writable: false, enumerable: true },
});
exports.INSPECT_MAX_BYTES = 50;
for (const name of ['Blob', 'resolveObjectURL', 'File']) {
  Object.defineProperty(exports, name, { __proto__: null, configurable: true, enumerable: true, get() { return require('internal/blob')[name]; } });
}
