// alloc is zeroed and of its own memory; allocUnsafe and from share a pool.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
show(() => Buffer.alloc(3));
show(() => Buffer.alloc(5, 'ab'));
show(() => Buffer.alloc(5, 1));
show(() => Buffer.alloc(4, 'YQ==', 'base64'));
show(() => Buffer.alloc(-1));
show(() => Buffer.alloc('5'));
show(() => Buffer.alloc(NaN));
show(() => Buffer.allocUnsafe(10).length);
show(() => Buffer.allocUnsafe(10).buffer.byteLength === Buffer.poolSize);
show(() => Buffer.alloc(10).buffer.byteLength);
show(() => Buffer.allocUnsafeSlow(10).buffer.byteLength);
show(() => Buffer.from('abc').buffer === Buffer.from('d').buffer);
show(() => Buffer.poolSize);
show(() => (() => { const a = Buffer.from('abc'), b = Buffer.from('d'); return b.byteOffset - a.byteOffset; })());
show(() => Buffer.allocUnsafe(Buffer.poolSize / 2).buffer.byteLength);
show(() => Buffer.of(1, 2, 257));
