// In one turn: all ticks, then all microtasks, and round again while either queue has something.
const log = (x) => () => console.log(x);
Promise.resolve().then(log('m1')).then(log('m2'));
process.nextTick(() => {
  console.log('t1');
  process.nextTick(log('t1a'));
  Promise.resolve().then(log('m from t1'));
});
process.nextTick(log('t2'));
queueMicrotask(() => {
  console.log('q1');
  process.nextTick(log('t from q1'));
  queueMicrotask(log('q from q1'));
});
console.log('main');
