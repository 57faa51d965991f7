// Maps under heavy adding and deleting keep their order and their content.
const m = new Map();
let checks = 0;
for (let round = 0; round < 20; round++) {
  for (let i = 0; i < 50; i++) m.set((i * 7 + round) % 61, round * 100 + i);
  for (let i = 0; i < 61; i += 3) m.delete((i + round) % 61);
  let last;
  for (const [k, v] of m) {
    checks += k ^ v;
    last = k;
  }
  if (round % 5 === 0) console.log(round, m.size, last, [...m.keys()].slice(0, 6).join());
}
console.log(checks);
const keys = [1, '1', 'big', true, 'true', null, 'null', undefined, NaN, {}, [], Symbol.iterator, () => 1];
const all = new Map(keys.map((k, i) => [k, i]));
console.log(
  all.size,
  keys.every((k, i) => all.get(k) === i),
  all.get('1'),
  all.get(1.0),
  all.get(-NaN),
);
const it = new Map([
  [1, 'a'],
  [2, 'b'],
  [3, 'c'],
]);
const seen = [];
it.forEach((v, k) => {
  seen.push(k);
  if (k === 1) {
    it.delete(2);
    it.set(4, 'd');
    it.set(1, 'again');
  }
  if (k === 3) it.clear();
});
console.log(seen, it.size);
const s = new Set([3, 1, 2]);
s.delete(3);
s.add(3);
console.log([...s].join(), [...s.keys()].join(), [...s].sort().join());
const nested = new Map([['a', new Map([['b', new Set([1])]])]]);
nested.get('a').get('b').add(2);
console.log(nested);
