// Handlers attached in a tick, or many microtasks later in the same turn, are in time.
process.on('unhandledRejection', () => console.log('never'));
const p = Promise.reject('x');
(async () => {
  for (let i = 0; i < 20; i++) await null;
  process.nextTick(() => p.catch((v) => console.log('in time', v)));
})();
