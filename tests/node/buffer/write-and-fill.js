// write() and fill() with ranges and encodings.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const w = Buffer.alloc(16);
show(() => w.write('abc', 1));
show(() => w.write('ff00', 'hex'));
show(() => w.write('abc', 20));
show(() => w.write('€€€€€€', 0, 4));
show(() => w.write(5));
show(() => w.write('x', 'nope'));
show(() => w.write('é', 4, 'latin1'));
show(() => w);
show(() => Buffer.alloc(4).fill('abc'));
show(() => Buffer.alloc(4).fill(257));
show(() => Buffer.alloc(4).fill('ab', 1, 3));
show(() => Buffer.alloc(4).fill('zz', 'hex'));
show(() => Buffer.alloc(4).fill(''));
show(() => Buffer.alloc(4).fill('a', 5));
show(() => Buffer.alloc(6).fill(Buffer.from('xyz')));
show(() => Buffer.alloc(4).fill(true));
