// A push after the end, and chunks of the wrong type.
const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.on('error', (error) => console.log('r', error.code, error.message));
r.on('close', () => console.log('r close'));
r.push('x');
console.log(r.push(null), r.push('y'));
const wrong = new Readable({ read() {} });
wrong.on('error', (error) => console.log('wrong', error.code, error.message));
console.log(wrong.push(5));
const none = new Readable();
none.on('error', (error) => console.log('none', error.code, error.message));
none.read();
const objects = new Readable({ objectMode: true, read() {} });
console.log(objects.push(5), objects.push(undefined), objects.push(''), objects.readableLength);
