// process.stdout is a Writable, whose callbacks come on a tick.
const { Readable, Writable } = require('stream');
console.log(process.stdout instanceof Writable, process.stdout.writable, process.stdout.fd, process.stderr.fd);
process.stdout.write('written\n', () => console.log('callback'));
process.nextTick(() => console.log('tick'));
console.log('after');
Readable.from(['piped ', 'text\n']).pipe(process.stdout);
setImmediate(() => setImmediate(() => console.log('still open', process.stdout.writableEnded)));
process.stdout.write(Buffer.from('bytes\n'));
process.stdout.write('68690a', 'hex');
