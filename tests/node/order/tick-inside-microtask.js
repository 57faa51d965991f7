// A tick queued by a microtask waits until the microtask queue is empty.
const log = (x) => () => console.log(x);
Promise.resolve().then(() => {
  console.log('m1');
  process.nextTick(() => { console.log('t1'); queueMicrotask(log('m from t1')); });
}).then(log('m2')).then(log('m3'));
queueMicrotask(log('q'));
process.nextTick(log('t0'));
