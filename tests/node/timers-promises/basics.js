// setTimeout and setImmediate as promises, setInterval as an iterator, with signals.
const { setTimeout: sleep, setImmediate: immediate, setInterval: every } = require('timers/promises');
(async () => {
  console.log(await sleep(5, 'value'), await immediate('imm'), await sleep(1));
  let n = 0;
  for await (const v of every(10, 'beat')) {
    console.log(v, ++n);
    if (n === 3) break;
  }
  const ac = new AbortController();
  setTimeout(() => ac.abort(), 5);
  try {
    await sleep(1000, null, { signal: ac.signal });
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
  try {
    await sleep(1, null, { signal: AbortSignal.abort() });
  } catch (e) {
    console.log(e.name, e.code);
  }
  await Promise.all([
    sleep(60).then(() => console.log('60')),
    sleep(10).then(() => console.log('10')),
    immediate().then(() => console.log('immediate')),
  ]);
  await sleep(5, null, { ref: true });
})();
require('node:timers/promises').setTimeout(100000, null, { ref: false });
setImmediate(() => console.log('plain immediate'));
