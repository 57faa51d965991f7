// An emitter, a tick, a promise and an async function, all in one synchronous stretch.
const EventEmitter = require('events');
const e = new EventEmitter();
e.on('x', (n) => { console.log('listener', n); process.nextTick(() => console.log('tick from listener', n)); });
e.once('x', async (n) => { console.log('async listener', n); await null; console.log('async listener resumed', n); });
process.nextTick(() => e.emit('x', 2));
Promise.resolve().then(() => e.emit('x', 3));
e.emit('x', 1);
console.log('emitted');
