// A turn that queued no tick of its own runs microtasks first, so ticks queued by them come after all microtasks.
const log = (x) => () => console.log(x);
setTimeout(() => {
  queueMicrotask(() => { console.log('m1'); process.nextTick(log('tick from m1')); queueMicrotask(log('m2')); });
  queueMicrotask(log('m3'));
}, 1);
setTimeout(() => {
  process.nextTick(log('t1'));
  queueMicrotask(() => { console.log('n1'); process.nextTick(log('tick from n1')); queueMicrotask(log('n2')); });
  queueMicrotask(log('n3'));
}, 45);
