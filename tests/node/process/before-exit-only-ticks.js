// Ticks and microtasks queued in beforeExit run, but do not bring it back.
process.on('beforeExit', () => {
  console.log('beforeExit');
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('micro'));
  setTimeout(() => console.log('never'), 1).unref();
});
