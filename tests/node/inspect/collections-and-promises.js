// Maps, sets, promises, weak ones, iterators.
console.log(
  new Map(),
  new Map([
    ['a', 1],
    [{ k: 1 }, [1, 2]],
  ]),
  new Set(),
  new Set([1, 'two', { three: 3 }]),
  new Map([[new Map([[1, 2]]), new Set([new Set([1])])]]),
  { m: new Map([['deep', { er: { est: {} } }]]) },
  new Map(Array.from({ length: 120 }, (_, i) => [i, i])).size,
  new WeakMap(),
  new WeakSet(),
);
const p = Promise.reject(new Error('r').message);
p.catch(() => {});
console.log(
  Promise.resolve(1),
  p,
  new Promise(() => {}),
  Promise.resolve({ a: { b: { c: 1 } } }),
  (async () => {})(),
  Object.assign(Promise.resolve('x'), { extra: 1 }),
  Promise.resolve(Promise.resolve(2)),
  [Promise.resolve('s')],
);
class M2 extends Map {}
class S2 extends Set {}
class P2 extends Promise {}
console.log(
  new M2([[1, 2]]),
  new S2([1]),
  P2.resolve(1),
  Object.assign(new Map([[1, 2]]), { prop: 'x' }),
  Object.assign(new Set([1]), { prop: 'y' }),
);
console.log(
  new Map([['key', 'v'.repeat(70)]]),
  new Set(['a'.repeat(40), 'b'.repeat(40)]),
  new Map(Array.from({ length: 12 }, (_, i) => ['k' + i, { v: i }])),
  new Set(Array.from({ length: 30 }, (_, i) => i)),
);
const it = new Map([
  ['a', 1],
  ['b', 2],
]);
console.log(
  it.keys(),
  it.values(),
  it.entries(),
  it[Symbol.iterator](),
  new Set(['x']).entries(),
  [1, 2][Symbol.iterator](),
  (function* gen() {})(),
  (async function* () {})(),
);
const k = it.keys();
k.next();
console.log(k);
console.log(
  Object.prototype,
  Array.prototype,
  Function.prototype,
  Map.prototype,
  Promise.prototype,
  Error.prototype,
  Date.prototype,
  Symbol.prototype,
);
