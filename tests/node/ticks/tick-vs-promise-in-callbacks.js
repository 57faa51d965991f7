// Within callbacks of timers, immediates and I/O, ticks come before promises all the same.
const fs = require('fs');
const both = (where) => {
  Promise.resolve().then(() => console.log(where, 'promise'));
  process.nextTick(() => console.log(where, 'tick'));
};
both('main');
setTimeout(() => {
  both('timer');
  setTimeout(
    () =>
      setImmediate(() => {
        both('immediate');
        setTimeout(() => fs.stat(__filename, () => both('stat')), 40);
      }),
    40,
  );
}, 40);
