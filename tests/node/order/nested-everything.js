// Ticks, microtasks, timers and immediates started from one another.
const log = (x) => console.log(x);
setTimeout(() => {
  log('timeout');
  setImmediate(() => {
    log('immediate in timeout');
    process.nextTick(() => log('tick in immediate'));
    Promise.resolve().then(() => log('promise in immediate'));
  });
  process.nextTick(() => {
    log('tick in timeout');
    setTimeout(() => log('timeout in tick'), 90);
  });
  Promise.resolve().then(() => {
    log('promise in timeout');
    setImmediate(() => log('immediate in promise'));
  });
}, 60);
process.nextTick(() => {
  log('tick');
  Promise.resolve().then(() => {
    log('promise in tick');
    process.nextTick(() => log('tick in promise in tick'));
  });
});
Promise.resolve().then(() => {
  log('promise');
  setTimeout(() => log('late timeout'), 260);
});
(async () => {
  log('async start');
  await null;
  log('async 1');
  await new Promise((r) => setImmediate(r));
  log('async after immediate');
})();
log('main');
