// Promises are queued from inside ticks. Do they run before the ticks that wait?
process.nextTick(() => {
  console.log('tick 1 queues a promise and a tick');
  Promise.resolve().then(() => console.log('promise of tick 1'));
  process.nextTick(() => console.log('tick of tick 1'));
});

process.nextTick(() => {
  console.log('tick 2 queues a promise');
  Promise.resolve().then(() => console.log('promise of tick 2'));
});
