// The continuation of a slept await runs before the next timer of the same list.
const { setTimeout: sleep } = require('timers/promises');
(async () => {
  await sleep(10);
  console.log('p1');
  await null;
  console.log('p2');
})();
setTimeout(() => console.log('t'), 10);
const u = Date.now() + 30;
while (Date.now() < u);
