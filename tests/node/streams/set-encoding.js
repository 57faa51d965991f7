// setEncoding: characters that are cut between chunks stay whole.
const { Readable } = require('stream');
const bytes = Buffer.from('hé€𝄞!');
const r = new Readable({ read() {} });
r.setEncoding('utf8');
for (const byte of bytes) r.push(Buffer.from([byte]));
r.push(Buffer.from([0xe2, 0x82]));
r.push(null);
r.on('data', (text) => console.log(JSON.stringify(text), text.length));
r.on('end', () => console.log('end', r.readableEncoding));
const h = new Readable({ read() {}, encoding: 'hex' });
h.push('xyz');
h.push(null);
h.on('data', (text) => console.log(text));
