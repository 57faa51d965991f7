// An unhandled rejection ends the process with code 1, after the microtasks and ticks.
Promise.reject(new Error('nobody cares'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
setTimeout(() => console.log('never'), 1);
process.on('exit', (c) => console.log('exit', c));
