// How long may the loop sleep in poll? A timer limits it, an immediate forbids it, and with neither it ends.
let turns = 0;

setTimeout(() => {
  console.log(turns === 0 ? 'the first 50 ms: the loop slept in poll' : 'the loop was kept busy');

  const stop = Date.now() + 50;
  (function spin() {
    turns++;
    if (Date.now() < stop) setImmediate(spin);
    else console.log(turns > 1 ? 'the next 50 ms: immediates kept it turning' : 'the loop slept');
  })();
}, 50);

setTimeout(() => console.log('then nothing is left, and the loop ends'), 200);
