// A tick, a microtask, a timer and an immediate.
setTimeout(() => console.log('timer'), 5);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
(async () => {
  await null;
  console.log('after await');
})();
console.log('main');
