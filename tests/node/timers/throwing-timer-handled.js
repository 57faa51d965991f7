// A handled throw: the list goes on, then the next list, and ticks queued by the thrower come after.
// node: 12 20 24
process.on('uncaughtException', (e) => console.log('handled', e.message));
setTimeout(() => { console.log('a'); process.nextTick(() => console.log('tick of a')); throw new Error('x'); }, 5);
setTimeout(() => console.log('b'), 5);
setTimeout(() => console.log('c'), 6);
const u = Date.now() + 20; while (Date.now() < u);
