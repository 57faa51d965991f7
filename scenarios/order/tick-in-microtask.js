// A tick is queued from inside a promise reaction. Does it cut in?
Promise.resolve()
  .then(() => {
    console.log('promise 1 queues a tick');
    process.nextTick(() => console.log('the tick'));
  })
  .then(() => console.log('promise 2'))
  .then(() => console.log('promise 3'));

queueMicrotask(() => console.log('microtask'));
