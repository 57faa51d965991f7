// timers/promises with signals, and the scheduler.
const { setTimeout: sleep, setImmediate: immediate, setInterval: every, scheduler } = require('timers/promises');
(async () => {
  console.log(await sleep(2, 'value'), await immediate('now'), await scheduler.wait(1), await scheduler.yield());
  const c = new AbortController();
  setTimeout(() => c.abort(new Error('why')), 2);
  await sleep(1000, null, { signal: c.signal }).catch((e) => console.log(e.name, e.code, e.message, e.cause.message));
  await sleep(1, null, { signal: AbortSignal.abort() }).catch((e) => console.log(e.name, e.cause.name));
  await immediate(1, { signal: AbortSignal.abort('x') }).catch((e) => console.log(e.name, e.cause));
  let n = 0;
  for await (const v of every(2, 'tick')) { console.log(v); if (++n === 3) break; }
  const d = new AbortController();
  try { for await (const v of every(2, 'go', { signal: d.signal })) { console.log(v); d.abort(); } } catch (e) { console.log(e.name); }
  for (const bad of [() => sleep(1, 1, 5), () => sleep(1, 1, { signal: 5 }), () => sleep(1, 1, { ref: 5 }), () => immediate(1, 5)]) await bad().catch((e) => console.log(e.code, e.message));
})();
sleep(100000, 'never', { ref: false }).then(console.log);
