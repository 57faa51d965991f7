// compare, equals, concat, copy, subarray.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const b = Buffer.from('hello world'), w = Buffer.alloc(16);
show(() => Buffer.compare(Buffer.from('a'), Buffer.from('b')));
show(() => b.equals(Buffer.from('hello world')));
show(() => b.compare(Buffer.from('world'), 0, 5, 6, 11));
show(() => Buffer.compare('a', b));
show(() => b.equals('a'));
show(() => b.compare(b, 50));
show(() => Buffer.concat([Buffer.from('a'), Buffer.from('bc')]));
show(() => Buffer.concat([b], 5));
show(() => Buffer.concat([b], 13));
show(() => Buffer.concat('x'));
show(() => Buffer.concat([1]));
show(() => Buffer.concat([]));
show(() => b.copy(w, 0, 6));
show(() => w.toString('latin1'));
show(() => b.copy(w, -1));
show(() => b.copy(w, 0, 20));
show(() => b.copy(w, 14));
show(() => b.subarray(2, -2).toString());
show(() => b.slice(-5).toString());
show(() => b.slice(3, 3));
show(() => b.subarray(1, 3).buffer === b.buffer);
show(() => Buffer.byteLength('€'));
show(() => Buffer.byteLength('abc', 'hex'));
show(() => Buffer.byteLength('YQ==', 'base64'));
show(() => Buffer.byteLength(new ArrayBuffer(3)));
show(() => Buffer.byteLength(5));
show(() => Buffer.isBuffer(new Uint8Array(1)));
show(() => Buffer.isEncoding('utf-8'));
show(() => Buffer.isEncoding(''));
