// A work queue with a limit, a mutex, retries and a timeout, all with promises.
const sleep = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
async function pool(limit, jobs) {
  const out = [],
    log = [];
  let active = 0,
    peak = 0;
  const next = jobs.map((j, i) => [j, i])[Symbol.iterator]();
  const worker = async () => {
    for (const [job, i] of next) {
      peak = Math.max(peak, ++active);
      log.push('s' + i);
      out[i] = await job();
      active--;
      log.push('e' + i);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return { out, peak, log: log.join(' ') };
}
class Mutex {
  #tail = Promise.resolve();
  run(f) {
    const r = this.#tail.then(f);
    this.#tail = r.catch(() => {});
    return r;
  }
}
const retry = async (f, n) => {
  for (let i = 1; ; i++) {
    try {
      return await f(i);
    } catch (e) {
      if (i === n) throw e;
    }
  }
};
const timeout = (p, ms) => {
  let t;
  return Promise.race([
    p,
    new Promise((_, rej) => {
      t = setTimeout(() => rej(new Error('timed out')), ms);
    }),
  ]).finally(() => clearTimeout(t));
};
(async () => {
  console.log(
    await pool(
      2,
      [50, 130, 90, 60].map((ms, i) => () => sleep(ms, i * i)),
    ),
  );
  const m = new Mutex(),
    order = [];
  await Promise.allSettled([
    m.run(async () => {
      order.push('a');
      await sleep(20);
      order.push('A');
    }),
    m.run(() => {
      order.push('b');
      throw new Error('x');
    }),
    m.run(async () => order.push('c')),
  ]);
  console.log(order.join(''));
  console.log(
    await retry(async (i) => {
      if (i < 3) throw new Error('no');
      return 'try ' + i;
    }, 5),
  );
  await retry(() => Promise.reject(new Error('never')), 2).catch((e) => console.log(e.message));
  console.log(await timeout(sleep(10, 'in time'), 200));
  await timeout(sleep(300), 60).catch((e) => console.log(e.message));
  const memo = new Map(),
    once = (k) =>
      memo.get(k) ??
      memo
        .set(
          k,
          (async () => {
            await null;
            return k + memo.size;
          })(),
        )
        .get(k);
  console.log(await Promise.all([once('x'), once('x'), once('y')]), memo.size);
})();
