'use strict';
// V8's serialization format, version 15 (v8.serialize): a tag a value, lengths as base-128 numbers, objects numbered in
// the order in which they begin.
const { types } = internal;
const { flat } = require('internal/language');

const kVersion = 15;
const kHostView = { Int8Array: 0, Uint8Array: 1, Uint8ClampedArray: 2, Int16Array: 3, Uint16Array: 4, Int32Array: 5, Uint32Array: 6, Float32Array: 7, Float64Array: 8,
  DataView: 9, FastBuffer: 10, BigInt64Array: 11, BigUint64Array: 12 };

class Writer {
  bytes = [0xff, kVersion];
  ids = new Map();
  tag(letter) { this.bytes.push(letter.charCodeAt(0)); }
  varint(value) {
    while (value >= 0x80) {
      this.bytes.push(value % 0x80 | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.bytes.push(value);
  }
  double(value) { this.raw(new Uint8Array(new Float64Array([value]).buffer)); }
  raw(bytes) {
    for (const byte of bytes) this.bytes.push(byte);
  }
  string(text) {
    if (/^[\0-\xff]*$/.test(text)) {
      this.tag('"');
      this.varint(text.length);
      this.raw(Buffer.from(text, 'latin1'));
    } else {
      const bytes = Buffer.from(text, 'utf16le');
      let lengthBytes = 1;
      for (let n = bytes.length; n >= 0x80; n = Math.floor(n / 0x80)) lengthBytes++;
      if ((this.bytes.length + 1 + lengthBytes) % 2 !== 0) this.bytes.push(0); // two-byte text stands at an even place
      this.tag('c');
      this.varint(bytes.length);
      this.raw(bytes);
    }
  }
  bigint(value) {
    const negative = value < 0n;
    let rest = negative ? -value : value;
    const digits = [];
    for (; rest > 0n; rest >>= 8n) digits.push(Number(rest & 0xffn));
    while (digits.length % 8 !== 0) digits.push(0);
    this.varint(digits.length * 2 + (negative ? 1 : 0));
    this.raw(digits);
  }
  value(value) {
    if (value === undefined) return this.tag('_');
    if (value === null) return this.tag('0');
    if (value === true) return this.tag('T');
    if (value === false) return this.tag('F');
    if (typeof value === 'number') {
      if (Number.isInteger(value) && !Object.is(value, -0) && value >= -1073741824 && value < 1073741824) {
        this.tag('I');
        return this.varint((value << 1 ^ value >> 31) >>> 0);
      }
      this.tag('N');
      return this.double(value);
    }
    if (typeof value === 'bigint') {
      this.tag('Z');
      return this.bigint(value);
    }
    if (typeof value === 'string') return this.string(value);
    const known = this.ids.get(value);
    if (known !== undefined) {
      this.tag('^');
      return this.varint(known);
    }
    this.ids.set(value, this.ids.size);
    return this.object(value);
  }
  object(value) {
    if (types.isDate(value)) {
      this.tag('D');
      return this.double(value.getTime());
    }
    if (types.isBoxedPrimitive(value)) {
      const inner = value.valueOf();
      if (typeof inner === 'boolean') return this.tag(inner ? 'y' : 'x');
      this.tag(typeof inner === 'number' ? 'n' : typeof inner === 'bigint' ? 'z' : 's');
      return typeof inner === 'number' ? this.double(inner) : typeof inner === 'bigint' ? this.bigint(inner) : this.string(inner);
    }
    if (types.isRegExp(value)) {
      this.tag('R');
      this.string(value.source);
      return this.varint([...value.flags].reduce((bits, flag) => bits | 1 << 'gimyusdv'.indexOf(flag), 0));
    }
    if (types.isMap(value) || types.isSet(value)) {
      const isMap = types.isMap(value);
      this.tag(isMap ? ';' : "'");
      const items = isMap ? flat([...value]) : [...value];
      for (const item of items) this.value(item);
      this.tag(isMap ? ':' : ',');
      return this.varint(items.length);
    }
    if (types.isArrayBuffer(value)) {
      this.tag('B');
      this.varint(value.byteLength);
      return this.raw(new Uint8Array(value));
    }
    if (ArrayBuffer.isView(value)) { // Node writes views as objects of the host
      this.tag('\\');
      const name = Buffer.isBuffer(value) ? 'FastBuffer' : types.isDataView(value) ? 'DataView' : tagOf(value);
      this.varint(kHostView[name]);
      this.varint(value.byteLength);
      return this.raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    }
    if (Array.isArray(value)) {
      let holes = false;
      for (let i = 0; i < value.length && !holes; i++) holes = !(i in value);
      this.tag(holes ? 'a' : 'A');
      this.varint(value.length);
      if (holes) { // elements are properties like others
        this.properties(value, Object.keys(value));
        this.tag('@');
        this.varint(Object.keys(value).length);
        return this.varint(value.length);
      }
      for (const item of value) this.value(item);
      const keys = Object.keys(value).filter((key) => !(Number.isInteger(+key) && +key >= 0));
      this.properties(value, keys);
      this.tag('$');
      this.varint(keys.length);
      return this.varint(value.length);
    }
    this.tag('o');
    const keys = Object.keys(value);
    this.properties(value, keys);
    this.tag('{');
    return this.varint(keys.length);
  }
  properties(object, keys) {
    for (const key of keys) {
      this.value(/^(0|[1-9][0-9]{0,8})$/.test(key) ? +key : key);
      this.value(object[key]);
    }
  }
}
const tagOf = (view) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(view);

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.objects = [];
    if (this.byte() !== 0xff) this.fail();
    this.version = this.varint();
    if (this.version > kVersion) this.fail();
  }
  fail() {
    throw new Error('Unable to deserialize cloned data.');
  }
  byte() {
    if (this.at >= this.bytes.length) this.fail();
    return this.bytes[this.at++];
  }
  varint() {
    let value = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
    }
  }
  take(length) {
    if (length > this.bytes.length - this.at) this.fail();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  double() { return new Float64Array(Uint8Array.from(this.take(8)).buffer)[0]; }
  bigint() {
    const header = this.varint();
    let value = 0n;
    for (const byte of [...this.take(header >>> 1)].reverse()) value = value << 8n | BigInt(byte);
    return header & 1 ? -value : value;
  }
  keep(object) {
    this.objects.push(object);
    return object;
  }
  value() {
    let tag = String.fromCharCode(this.byte());
    while (tag === '\0') tag = String.fromCharCode(this.byte()); // padding
    return this.of(tag);
  }
  of(tag) {
    switch (tag) {
      case '_': return undefined;
      case '0': return null;
      case 'T': return true;
      case 'F': return false;
      case 'I': {
        const n = this.varint();
        return n >>> 1 ^ -(n & 1);
      }
      case 'U': return this.varint();
      case 'N': return this.double();
      case 'Z': return this.bigint();
      case '"': return Buffer.from(this.take(this.varint())).toString('latin1');
      case 'c': return Buffer.from(this.take(this.varint())).toString('utf16le');
      case 'S': return Buffer.from(this.take(this.varint())).toString('utf8');
      case '^': return this.objects[this.varint()] ?? this.fail();
      case 'D': return this.keep(new Date(this.double()));
      case 'y': return this.keep(Object(true));
      case 'x': return this.keep(Object(false));
      case 'n': return this.keep(Object(this.double()));
      case 'z': return this.keep(Object(this.bigint()));
      case 's': return this.keep(Object(this.value()));
      case 'R': {
        const source = this.value();
        const bits = this.varint();
        return this.keep(new RegExp(source, [...'gimyusdv'].filter((flag, i) => bits & 1 << i).join('')));
      }
      case ';': return this.items(this.keep(new Map()), ':', (map, key) => map.set(key, this.value()));
      case "'": return this.items(this.keep(new Set()), ',', (list, item) => list.add(item));
      case 'B': return this.keep(Uint8Array.from(this.take(this.varint())).buffer);
      case '\\': return this.view();
      case 'o': return this.items(this.keep({}), '{', (object, key) => { object[key] = this.value(); });
      case 'a': {
        const array = this.items(this.keep(new Array(this.varint())), '@', (object, key) => { object[key] = this.value(); });
        this.varint();
        return array;
      }
      case 'A': {
        const array = this.keep(new Array(this.varint()));
        for (let i = 0; i < array.length; i++) {
          const tag = String.fromCharCode(this.byte());
          if (tag !== '-') array[i] = this.of(tag === '\0' ? String.fromCharCode(this.byte()) : tag);
        }
        this.items(array, '$', (object, key) => { object[key] = this.value(); });
        this.varint();
        return array;
      }
      default: return this.fail();
    }
  }
  items(target, end, add) {
    for (;;) {
      const tag = String.fromCharCode(this.byte());
      if (tag === end) {
        this.varint();
        return target;
      }
      add(target, this.of(tag === '\0' ? String.fromCharCode(this.byte()) : tag));
    }
  }
  view() {
    const at = this.objects.push(undefined) - 1;
    const name = Object.keys(kHostView)[this.varint()];
    const bytes = Uint8Array.from(this.take(this.varint()));
    if (name === undefined) this.fail();
    const view = name === 'FastBuffer' ? Buffer.from(bytes.buffer) : new globalThis[name](bytes.buffer);
    this.objects[at] = view;
    return view;
  }
}

module.exports = {
  serialize(value) {
    try {
      require('internal/structured_clone').cloneWith(value); // refuses what cannot be cloned
    } catch (error) {
      throw error?.name === 'DataCloneError' ? new Error(error.message) : error;
    }
    const writer = new Writer();
    writer.value(value);
    return Buffer.from(writer.bytes);
  },
  deserialize: (bytes) => new Reader(bytes).value(),
};
