// One of each: synchronous code, a tick, a promise, then the loop.
console.log('1 sync');
setTimeout(() => console.log('5 timeout'), 0);
process.nextTick(() => console.log('3 tick'));
Promise.resolve().then(() => console.log('4 promise'));
setTimeout(() => setImmediate(() => console.log('6 immediate')), 40);
console.log('2 sync');
