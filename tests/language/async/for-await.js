// for await takes async iterables, and sync ones whose values it awaits.
const closing = (log, n) => ({
  i: 0,
  [Symbol.asyncIterator]() {
    return this;
  },
  async next() {
    return { value: this.i, done: this.i++ >= n };
  },
  async return() {
    log.push('return');
    return {};
  },
});
(async () => {
  for await (const v of [Promise.resolve('a'), 'b', new Promise((r) => setTimeout(r, 5, 'c'))]) console.log(v);
  for await (const c of 'xy') console.log(c);
  for await (const [k, v] of new Map([['k', 'v']])) console.log(k, v);
  let log = [];
  for await (const v of closing(log, 2)) log.push(v);
  console.log(log.join());
  log = [];
  for await (const v of closing(log, 9)) {
    if (v === 1) break;
    log.push(v);
  }
  console.log(log.join());
  log = [];
  try {
    for await (const v of closing(log, 9)) throw new Error('body');
  } catch (e) {
    log.push(e.message);
  }
  console.log(log.join());
  log = [];
  await (async () => {
    for await (const v of closing(log, 9)) return v;
  })();
  console.log(log.join());
  log = [];
  outer: for (const x of [1, 2]) {
    for await (const v of closing(log, 3)) {
      if (v === 1) continue outer;
      log.push(x + ':' + v);
    }
  }
  console.log(log.join());
  try {
    for await (const v of [1, Promise.reject(new Error('rejected value')), 3]) console.log(v);
  } catch (e) {
    console.log(e.message);
  }
  for (const bad of [5, {}, null]) {
    try {
      for await (const v of bad);
    } catch (e) {
      console.log(e.message);
    }
  }
  try {
    for await (const v of { [Symbol.asyncIterator]: () => ({ next: () => 5 }) });
  } catch (e) {
    console.log(e.message);
  }
  const fs = [];
  for await (const v of [1, 2]) fs.push(() => v);
  console.log(fs.map((f) => f()));
  for await (const { a, b = 'd' } of [{ a: 1 }, { a: 2, b: 3 }]) console.log(a, b);
})();
