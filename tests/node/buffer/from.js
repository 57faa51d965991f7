// Buffer.from every kind of value, and what it refuses.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
show(() => Buffer.from('héllo €𝄞'));
show(() => Buffer.from('héllo', 'latin1'));
show(() => Buffer.from('68656c6c6fzz', 'hex'));
show(() => Buffer.from('aGVsbG8', 'base64'));
show(() => Buffer.from('_-8', 'base64url'));
show(() => Buffer.from('a b\nc=d', 'base64'));
show(() => Buffer.from('hi', 'utf16le'));
show(() => Buffer.from([1, 2, 300, -1, '5', NaN]));
show(() => Buffer.from(new Uint16Array([1, 256])));
show(() => Buffer.from(new ArrayBuffer(4), 1, 2));
show(() => Buffer.from(new ArrayBuffer(4), 5));
show(() => Buffer.from({ length: 3, 0: 7 }));
show(() => Buffer.from(new String('abc')));
show(() => Buffer.from({ [Symbol.toPrimitive]: () => 'prim' }));
show(() => Buffer.from({ type: 'Buffer', data: [1, 2] }));
show(() => Buffer.from(5));
show(() => Buffer.from(null));
show(() => Buffer.from(undefined));
show(() => Buffer.from(true));
show(() => Buffer.from(Symbol('a')));
show(() => Buffer.from({}));
show(() => Buffer.from('a', 'nope'));
show(() => Buffer.from(''));
show(() => Buffer.from('\ud800x'));
