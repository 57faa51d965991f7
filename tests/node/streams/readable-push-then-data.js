// Chunks that were pushed before anybody listened come when somebody does, with 'resume' at its place.
const { Readable } = require('stream');
const r = new Readable({ read() {} });
r.push('a');
r.push('b');
r.push(null);
for (const name of ['resume', 'end', 'close', 'pause', 'readable']) if (name !== 'readable') r.on(name, () => console.log(name));
console.log(r.readableLength, r.readableFlowing, r.readableEnded);
r.on('data', (chunk) => console.log('data', chunk.toString(), r.readableLength));
console.log(r.readableFlowing, r.readableDidRead);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
