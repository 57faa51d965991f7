// Immediates set by immediates wait for the next turn of the loop.
setImmediate(() => {
  console.log('i1');
  setImmediate(() => console.log('next turn'));
  process.nextTick(() => console.log('tick'));
});
setImmediate(() => console.log('i2'));
