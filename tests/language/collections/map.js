// A Map remembers insertion order and takes any value as key.
const m = new Map([
    ['a', 1],
    ['b', 2],
  ]),
  key = {},
  f = () => {};
m.set(key, 'object')
  .set(f, 'function')
  .set(NaN, 'nan')
  .set(0, 'zero')
  .set(-0, 'minus zero')
  .set(undefined, 'u')
  .set('1', 's')
  .set(1, 'n');
console.log(
  m.size,
  m.get(key),
  m.get({}),
  m.get(NaN),
  m.get(0),
  m.get(undefined),
  m.get('1'),
  m.get(1),
  m.has(f),
  m.delete('a'),
  m.delete('a'),
  m.set('a', 'again').size,
);
console.log([...m.keys()].map((k) => typeof k).join(), [...m.entries()].at(-1), m);
m.forEach(
  function (v, k, all) {
    if (k === 'b') console.log(v, all === m, this.ctx);
  },
  { ctx: 'this' },
);
const grouped = new Map();
for (const w of ['apple', 'bob', 'avocado', 'cat', 'banana']) grouped.set(w[0], [...(grouped.get(w[0]) ?? []), w]);
console.log(grouped, new Map([...grouped].filter(([, v]) => v.length > 1)), Object.fromEntries(grouped));
console.log(
  new Map(m).size,
  new Map(null).size,
  new Map().set(1, 2).clear(),
  m.clear(),
  m.size,
  Map.length,
  new Map([[1, { nested: new Map([[2, new Map([[3, new Map()]])]]) }]]),
);
const big = new Map();
for (let i = 0; i < 1000; i++) big.set('k' + i, i);
for (let i = 0; i < 1000; i += 2) big.delete('k' + i);
for (let i = 0; i < 10; i++) big.set('k' + i, -i);
console.log(big.size, big.get('k7'), big.get('k4'), [...big.keys()].slice(-5));
const it = m.entries();
m.set('x', 1);
console.log(
  it.next(),
  (m.set('y', 2), it.next()),
  it.next(),
  (m.set('z', 3), it.next()),
  Object.prototype.toString.call(it),
);
