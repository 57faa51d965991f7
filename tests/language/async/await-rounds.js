// How many microtask rounds each kind of await and return takes: the ruler shows it.
let round = 0,
  running = true;
const results = [];
const measure = (name, f) => () =>
  new Promise((done) => {
    let n = 0,
      over = false;
    const tick = () => {
      if (!over) {
        n++;
        Promise.resolve().then(tick);
      }
    };
    Promise.resolve().then(tick);
    f(() => {
      over = true;
      results.push(`${name}: ${n}`);
      setTimeout(done, 1);
    });
  });
const P = Promise.resolve(1),
  thenable = {
    then(r) {
      r(1);
    },
  };
const fn = {
  value: async () => 1,
  promise: async () => P,
  thenable: async () => thenable,
  awaited: async () => await P,
};
const list = [
  measure('then', (d) => P.then(d)),
  measure('queueMicrotask', (d) => queueMicrotask(d)),
  measure('await value', async (d) => {
    await 1;
    d();
  }),
  measure('await promise', async (d) => {
    await P;
    d();
  }),
  measure('await thenable', async (d) => {
    await thenable;
    d();
  }),
  ...Object.keys(fn).map((k) =>
    measure('await fn ' + k, async (d) => {
      await fn[k]();
      d();
    }),
  ),
  ...Object.keys(fn).map((k) =>
    measure('fn.then ' + k, (d) => {
      fn[k]().then(d);
    }),
  ),
  measure('then value', (d) => P.then(() => 1).then(d)),
  measure('then promise', (d) => P.then(() => P).then(d)),
  measure('then thenable', (d) => P.then(() => thenable).then(d)),
  measure('new Promise(r => r(promise))', (d) => new Promise((r) => r(P)).then(d)),
  measure('new Promise(r => r(thenable))', (d) => new Promise((r) => r(thenable)).then(d)),
  measure('resolve(promise)', (d) => Promise.resolve(P).then(d)),
  measure('resolve(thenable)', (d) => Promise.resolve(thenable).then(d)),
  measure('finally', (d) => P.finally(d)),
  measure('finally then', (d) => P.finally(() => {}).then(d)),
  measure('finally promise then', (d) => P.finally(() => P).then(d)),
  measure('all []', (d) => Promise.all([]).then(d)),
  measure('all [v]', (d) => Promise.all([1]).then(d)),
  measure('all [thenable]', (d) => Promise.all([thenable]).then(d)),
  measure('allSettled', (d) => Promise.allSettled([1]).then(d)),
  measure('race', (d) => Promise.race([P]).then(d)),
  measure('any', (d) => Promise.any([P]).then(d)),
  measure('reject catch', (d) => Promise.reject(1).catch(d)),
  measure('all reject', (d) => Promise.all([Promise.reject(1)]).catch(d)),
  measure('await all', async (d) => {
    await Promise.all([P]);
    d();
  }),
  measure('throw in async', (d) => {
    (async () => {
      throw 1;
    })().catch(d);
  }),
  measure('then through', (d) => P.then().then().then(d)),
  measure('subclass', async (d) => {
    class S extends Promise {}
    const s = S.resolve(1);
    await s;
    d();
  }),
];
(async () => {
  for (const f of list) await f();
  console.log(results.join('\n'));
})();
