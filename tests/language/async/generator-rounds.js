// The rounds of async generators and for await.
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
    const seen = [];
    f((last = true) => {
      seen.push(n);
      if (last) {
        over = true;
        results.push(`${name}: ${seen.join(',')}`);
        setTimeout(done, 1);
      }
    });
  });
const P = Promise.resolve(1);
const list = [
  measure('next yield', (d) =>
    (async function* () {
      yield 1;
    })()
      .next()
      .then(d),
  ),
  measure('next yield promise', (d) =>
    (async function* () {
      yield P;
    })()
      .next()
      .then(d),
  ),
  measure('next return', (d) =>
    (async function* () {
      return 1;
    })()
      .next()
      .then(d),
  ),
  measure('next return promise', (d) =>
    (async function* () {
      return P;
    })()
      .next()
      .then(d),
  ),
  measure('return()', (d) =>
    (async function* () {
      yield 1;
    })()
      .return(1)
      .then(d),
  ),
  measure('three next', (d) => {
    const g = (async function* () {
      yield 1;
      yield 2;
    })();
    g.next().then(() => d(false));
    g.next().then(() => d(false));
    g.next().then(() => d());
  }),
  measure('yield* generator', (d) =>
    (async function* () {
      yield* (async function* () {
        yield 1;
      })();
    })()
      .next()
      .then(d),
  ),
  measure('yield* array', (d) =>
    (async function* () {
      yield* [1];
    })()
      .next()
      .then(d),
  ),
  measure('for await array', async (d) => {
    for await (const x of [1, 2]) d(false);
    d();
  }),
  measure('for await promises', async (d) => {
    for await (const x of [P, P]) d(false);
    d();
  }),
  measure('for await generator', async (d) => {
    for await (const x of (async function* () {
      yield 1;
      yield 2;
    })())
      d(false);
    d();
  }),
  measure('for await break', async (d) => {
    for await (const x of (async function* () {
      yield 1;
      yield 2;
    })()) {
      d(false);
      break;
    }
    d();
  }),
  measure('for await native next', async (d) => {
    let n = 0;
    for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: n++ > 0 }) }) })
      d(false);
    d();
  }),
];
(async () => {
  for (const f of list) await f();
  console.log(results.join('\n'));
})();
