// A listener gets reason and promise; all pending ones in a row, then ticks and microtasks.
process.on('unhandledRejection', (r, p) => {
  console.log('unhandled', r.message, p instanceof Promise);
  process.nextTick(() => console.log('tick after', r.message));
  Promise.resolve().then(() => console.log('micro after', r.message));
});
Promise.reject(new Error('1'));
Promise.reject(new Error('2'));
process.nextTick(() => console.log('tick'));
Promise.resolve()
  .then(() => console.log('m1'))
  .then(() => console.log('m2'))
  .then(() => console.log('m3'));
setTimeout(() => console.log('timer'), 1);
