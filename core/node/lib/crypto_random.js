'use strict';
// The random half of crypto: seeded, so that every run of a program sees the same values.
const { randomBytes: draw } = internal;
const { types } = require('util');
const { invalidArgType, outOfRange, validateBoolean, validateFunction, validateNumber, validateObject } = require('internal/validators');

const kMost = 2 ** 31 - 1;
const kMostInt = 2 ** 48 - 1;

function checkSize(size, name, max = kMost) {
  validateNumber(size, name);
  if (!(size >= 0 && size <= max)) throw outOfRange(name, `>= 0 && <= ${max}`, size);
}

function randomBytes(size, callback) {
  checkSize(size, 'size');
  if (callback === undefined) return Buffer.from(draw(size));
  validateFunction(callback, 'callback');
  draw(size, (error, bytes) => error ? callback(error) : callback(null, Buffer.from(bytes)));
  return undefined;
}

function bytesOf(buffer) {
  if (ArrayBuffer.isView(buffer)) return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  if (buffer instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer)) return new Uint8Array(buffer);
  throw invalidArgType('buf', 'an instance of ArrayBuffer or ArrayBufferView', buffer);
}
function rangeOf(buffer, bytes, offset = 0, size = undefined) {
  const width = buffer.BYTES_PER_ELEMENT ?? 1;
  checkSize(offset * width, 'offset', bytes.length);
  size = size === undefined ? bytes.length - offset * width : size * width;
  checkSize(size, 'size');
  if (size + offset * width > bytes.length) throw outOfRange('size + offset', `<= ${bytes.length}`, size + offset * width);
  return [offset * width, size];
}
function randomFillSync(buffer, offset, size) {
  const bytes = bytesOf(buffer);
  const [at, length] = rangeOf(buffer, bytes, offset, size);
  bytes.set(new Uint8Array(draw(length)), at);
  return buffer;
}
function randomFill(buffer, offset, size, callback) {
  const bytes = bytesOf(buffer);
  if (typeof offset === 'function') [offset, size, callback] = [0, undefined, offset];
  else if (typeof size === 'function') [size, callback] = [undefined, size];
  validateFunction(callback, 'callback');
  const [at, length] = rangeOf(buffer, bytes, offset, size);
  draw(length, (error, drawn) => {
    if (error) return callback(error);
    bytes.set(new Uint8Array(drawn), at);
    return callback(null, buffer);
  });
}

function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [min, max, callback] = [0, min, max];
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (!Number.isSafeInteger(min)) throw invalidArgType('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw invalidArgType('max', 'a safe integer', max);
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const range = max - min;
  if (range > kMostInt) throw outOfRange(min === 0 ? 'max' : 'max - min', `<= ${kMostInt}`, range);
  const limit = kMostInt + 1 - (kMostInt + 1) % range; // values from here on would favour some results
  const pick = (bytes) => {
    const value = Buffer.from(bytes).readUIntBE(0, 6);
    return value < limit ? value % range + min : undefined;
  };
  if (callback === undefined) {
    for (;;) {
      const picked = pick(draw(6));
      if (picked !== undefined) return picked;
    }
  }
  const attempt = () => draw(6, (error, bytes) => {
    if (error) return callback(error);
    const picked = pick(bytes);
    return picked === undefined ? attempt() : callback(undefined, picked);
  });
  attempt();
  return undefined;
}

function randomUUID(options) {
  if (options !== undefined) validateObject(options, 'options');
  if (options?.disableEntropyCache !== undefined) validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache');
  const bytes = new Uint8Array(draw(16));
  bytes[6] = bytes[6] & 0x0f | 0x40; // version 4
  bytes[8] = bytes[8] & 0x3f | 0x80; // its variant
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const kRandomMost = 65536; // of getRandomValues
function getRandomValues(array) {
  const { DOMException } = require('internal/event_target');
  if (!ArrayBuffer.isView(array) || types.isDataView(array) || types.isFloat32Array(array) || types.isFloat64Array(array))
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  if (array.byteLength > kRandomMost) {
    throw new DOMException(`The requested length exceeds ${'65,536'} bytes`, 'QuotaExceededError');
  }
  return randomFillSync(array);
}

module.exports = { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID };
