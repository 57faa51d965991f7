// The eleventh listener of one event warns, once, on a tick.
const EventEmitter = require('events');
const e = new EventEmitter();
process.on('warning', (w) => console.log(w.name, '|', w.message, '|', w.count, w.type, w.emitter === e));
for (let i = 0; i < 13; i++) e.on('data', () => {});
console.log(e.listenerCount('data'), e.getMaxListeners(), EventEmitter.defaultMaxListeners);
const q = new EventEmitter().setMaxListeners(20);
for (let i = 0; i < 15; i++) q.on('x', () => {});
process.nextTick(() => console.log('tick'));
