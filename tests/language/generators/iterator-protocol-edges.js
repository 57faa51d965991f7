// Iterators that misbehave: no return, done with a value, thrown values, results that are no objects.
const mk = (over) => ({
  [Symbol.iterator]() {
    let i = 0;
    return { next: () => ({ value: i, done: i++ >= 3 }), ...over };
  },
});
console.log(
  [...mk()],
  Array.from(mk()),
  Math.max(...mk()),
  new Set(mk()).size,
  Object.fromEntries([...mk()].map((x) => [x, x])),
);
const tries = {
  'next throws': mk({
    next() {
      throw new Error('n');
    },
  }),
  'no next': { [Symbol.iterator]: () => ({}) },
  'next is 5': mk({ next: 5 }),
  'result is 5': mk({ next: () => 5 }),
  'done getter throws': mk({
    next: () => ({
      get done() {
        throw new Error('d');
      },
    }),
  }),
  'value getter throws': mk({
    next: () => ({
      done: false,
      get value() {
        throw new Error('v');
      },
    }),
  }),
};
for (const [k, it] of Object.entries(tries)) {
  try {
    for (const x of it) break;
    console.log(k, 'fine');
  } catch (e) {
    console.log(k, e.message);
  }
  try {
    const [a] = it;
    console.log(k, a);
  } catch (e) {
    console.log(k, e.message);
  }
}
const ret = (r) => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: r }) });
for (const r of [
  undefined,
  null,
  () => 5,
  () => {
    throw new Error('ret');
  },
  () => ({}),
]) {
  try {
    for (const x of ret(r)) break;
    console.log('left');
  } catch (e) {
    console.log(e.message);
  }
  try {
    for (const x of ret(r)) throw new Error('body wins');
  } catch (e) {
    console.log(e.message);
  }
}
let lazy = 0;
const [a, b] = (function* () {
  lazy++;
  yield 1;
  lazy++;
  yield 2;
  lazy++;
  yield 3;
})();
console.log(a, b, lazy);
const it = [1, 2, 3][Symbol.iterator]();
it.next();
console.log([...it], [...it]);
