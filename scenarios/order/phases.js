// One callback for each phase that runs JavaScript, all started from the same place, so that the loop's circle shows.
const fs = require('fs');

fs.stat(__filename, () => {
  console.log('poll: the file is there');

  setTimeout(() => console.log('timers: next turn of the circle'), 0);
  setImmediate(() => {
    console.log('check: right after poll');
    process.nextTick(() => console.log('  (a tick, before the loop moves on)'));
  });
  process.nextTick(() => console.log('  (a tick, still in poll)'));
  Promise.resolve().then(() => console.log('  (a promise, still in poll)'));
});

console.log('main: before the loop has started');
