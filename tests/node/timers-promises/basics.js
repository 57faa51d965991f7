// setTimeout and setImmediate as promises, setInterval as an iterator.
const { setTimeout: sleep, setImmediate: immediate, setInterval: every } = require('timers/promises');
(async () => {
  console.log(await sleep(5, 'value'), await immediate('imm'), await sleep(1));
  let n = 0;
  for await (const v of every(10, 'beat')) {
    console.log(v, ++n);
    if (n === 3) break;
  }
  await Promise.all([
    sleep(90).then(() => console.log('90')),
    sleep(40).then(() => console.log('40')),
    immediate().then(() => console.log('immediate')),
  ]);
  await sleep(5, null, { ref: true });
})();
require('node:timers/promises').setTimeout(100000, null, { ref: false });
setImmediate(() => console.log('plain immediate'));
