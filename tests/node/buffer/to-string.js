// toString in every encoding and range.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const b = Buffer.from('hello wörld');
show(() => b.toString('utf8'));
show(() => b.toString('hex'));
show(() => b.toString('base64'));
show(() => b.toString('base64url'));
show(() => b.toString('latin1'));
show(() => b.toString('ascii'));
show(() => b.toString('utf16le'));
show(() => b.toString('ucs2'));
show(() => b.toString('binary'));
show(() => b.toString('UTF-8'));
show(() => b.toString(undefined));
show(() => b.toString(null));
show(() => b.toString('nope'));
show(() => b.toString('utf8', 2, 5));
show(() => b.toString('utf8', -3, 100));
show(() => b.toString('utf8', 5, 2));
show(() => b.toString('hex', '1', '3'));
show(() => Buffer.from([0xff, 0xfe, 0xe2, 0x82]).toString());
show(() => Buffer.from('aé').toString('ascii'));
show(() => JSON.stringify(Buffer.from('hi')));
show(() => b.toJSON().data.length);
show(() => b.toLocaleString('hex'));
show(() => String(Buffer.from('x')));
show(() => b.utf8Slice(0, 2));
show(() => b.hexSlice(1, 3));
