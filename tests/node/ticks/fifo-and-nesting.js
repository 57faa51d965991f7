// Ticks run in order, and those added meanwhile at the end of the same queue.
for (let i = 0; i < 3; i++)
  process.nextTick((n) => {
    console.log('t' + n);
    if (n < 2) process.nextTick(() => console.log('nested ' + n));
  }, i);
