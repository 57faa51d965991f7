// A handled throw in an immediate: the rest of the batch runs in the same phase, then the ticks.
process.on('uncaughtException', (e) => console.log('handled', e.message));
setImmediate(() => { console.log('a'); process.nextTick(() => console.log('tick of a')); throw new Error('x'); });
setImmediate(() => console.log('b'));
setImmediate(() => { console.log('c'); setImmediate(() => console.log('next turn')); });
