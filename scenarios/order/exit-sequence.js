// The end of a process, step by step: what still runs, and what never will.
process.on('beforeExit', () => {
  if (process.exitCode === undefined) {
    console.log('beforeExit: nothing left to do, but there could be');
    process.exitCode = 3;
    setTimeout(() => console.log('a timer from beforeExit'), 1);
  } else {
    console.log('beforeExit again');
  }
});

process.on('exit', (code) => {
  console.log(`exit with ${code}`);
  setTimeout(() => console.log('never: a timer'), 0);
  setImmediate(() => console.log('never: an immediate'));
  process.nextTick(() => console.log('never: a tick'));
  Promise.resolve().then(() => console.log('a microtask gets through'));
});

setTimeout(() => console.log('work'), 1);
