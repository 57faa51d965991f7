// A throwing tick, handled: the remaining ticks run only after the next turn of any kind.
// node: 12 20 24
process.on('uncaughtException', (e) => console.log('handled', e.message));
process.nextTick(() => { console.log('a'); throw new Error('x'); });
process.nextTick(() => console.log('b'));
Promise.resolve().then(() => console.log('micro'));
setImmediate(() => console.log('immediate'));
