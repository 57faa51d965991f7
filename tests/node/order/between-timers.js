// Two timers due at once: ticks and microtasks are drained between them.
// node: 10 20 24
const add = (n) => () => {
  console.log('timer ' + n);
  process.nextTick(() => console.log('tick ' + n));
  Promise.resolve().then(() => console.log('promise ' + n));
};
setTimeout(add(1), 5);
setTimeout(add(2), 5);
setTimeout(add(3), 5);
