// indexOf, lastIndexOf, includes, with offsets and encodings.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const b = Buffer.from('hello world');
show(() => b.indexOf('o'));
show(() => b.indexOf('o', 5));
show(() => b.lastIndexOf('o'));
show(() => b.indexOf('zz'));
show(() => b.includes('wor'));
show(() => b.indexOf(111));
show(() => b.indexOf(Buffer.from('ld')));
show(() => b.indexOf({}));
show(() => b.indexOf(''));
show(() => b.indexOf('', 50));
show(() => b.lastIndexOf('l', -3));
show(() => b.indexOf('l', -2));
show(() => b.indexOf('6f20', 'hex'));
show(() => b.indexOf('o', NaN));
show(() => b.lastIndexOf('o', undefined));
show(() => Buffer.from('abab', 'utf16le').indexOf('b', 2, 'utf16le'));
show(() => b.includes('h', 1));
show(() => b.indexOf(111 + 256));
