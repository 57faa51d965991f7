// What console.log shows of Buffers.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
show(() => Buffer.alloc(60, 1));
show(() => Object.assign(Buffer.from('z'), { foo: 'bar' }));
show(() => ({ a: Buffer.from('q') }));
show(() => [Buffer.from('ab')]);
show(() => Buffer.from('ab').entries().next());
show(() => [...Buffer.from('ab').keys()]);
show(() => Buffer.from('abc').map((x) => x + 1));
show(() => Buffer.from('abc') instanceof Uint8Array);
show(() => Buffer.from('x').constructor.name);
show(() => Buffer.alloc(0));
show(() => new Uint8Array(Buffer.from('hi')));
