// unshift puts data back in front; after the end it is an error.
const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.push('header|body');
r.push(null);
r.once('readable', () => {
  const chunk = String(r.read());
  const at = chunk.indexOf('|');
  console.log('header', chunk.slice(0, at));
  r.unshift(Buffer.from(chunk.slice(at + 1)));
  r.on('data', (rest) => console.log('rest', String(rest)));
  r.on('end', () => {
    console.log('end');
    r.on('error', (error) => console.log(error.code, error.message));
    r.unshift('late');
  });
});
