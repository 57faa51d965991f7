// Two timers are due at the same moment. What they queue does not wait for the end of the phase.
function timer(name) {
  console.log(`timer ${name}`);
  process.nextTick(() => console.log(`  tick of ${name}`));
  Promise.resolve().then(() => console.log(`  promise of ${name}`));
}

setTimeout(timer, 10, 'one');
setTimeout(timer, 10, 'two');
