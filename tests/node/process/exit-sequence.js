// The natural end: beforeExit, which may start more, then exit, which may not.
let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, process.exitCode);
  if (rounds++ < 2) setTimeout(() => console.log('more work', rounds), 1);
});
process.on('exit', (code) => {
  console.log('exit', code);
  setTimeout(() => console.log('never'), 0);
  process.nextTick(() => console.log('never'));
  setImmediate(() => console.log('never'));
  Promise.resolve().then(() => console.log('microtask after the exit listeners'));
});
process.on('exit', () => console.log('second exit listener'));
setTimeout(() => console.log('work'), 1);
