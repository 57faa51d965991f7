// An unref'd immediate does not keep poll from waiting: it runs only when a timer wakes the loop.
const t0 = Date.now();
setImmediate(() => console.log('unref immediate', Date.now() - t0 >= 15)).unref();
setTimeout(() => console.log('timer'), 20);
