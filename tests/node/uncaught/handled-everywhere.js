// Handled throws in a timer, an immediate, a tick, a microtask, an I/O callback, an interval.
const fs = require('fs');
process.on('uncaughtException', (e, origin) => console.log('handled', e.message, origin));
setTimeout(() => {
  throw new Error('timer');
}, 1);
setTimeout(
  () =>
    setImmediate(() => {
      throw new Error('immediate');
    }),
  45,
);
setTimeout(
  () =>
    process.nextTick(() => {
      throw new Error('tick');
    }),
  90,
);
setTimeout(
  () =>
    queueMicrotask(() => {
      throw new Error('microtask');
    }),
  135,
);
setTimeout(
  () =>
    fs.stat(__filename, () => {
      throw new Error('stat');
    }),
  180,
);
let n = 0;
setTimeout(() => {
  const i = setInterval(() => {
    if (++n === 3) clearInterval(i);
    throw new Error('interval ' + n);
  }, 40);
}, 225);
