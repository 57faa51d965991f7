// A Set holds each value once, in insertion order.
const s = new Set([1, 2, 2, '2', NaN, NaN, 0, -0, {}, {}]);
console.log(
  s.size,
  s,
  s.has(NaN),
  s.has({}),
  s.add(1) === s,
  s.delete(2),
  s.has(2),
  [...s].length,
  Object.is(
    [...s].find((x) => x === 0),
    0,
  ),
);
const a = new Set([1, 2, 3]),
  b = new Set([2, 3, 4]);
console.log(
  [...a].filter((x) => b.has(x)),
  [...new Set([...a, ...b])],
  [...a].filter((x) => !b.has(x)),
  [...new Set('mississippi')].join(''),
);
a.forEach((v, k, all) => {
  if (v === 1) console.log(v === k, all === a);
});
console.log([...a.entries()][0], a.keys().next(), a.values().next().value);
const seen = [];
for (const v of a) {
  seen.push(v);
  if (v === 1) {
    a.delete(2);
    a.add(9);
  }
  if (v === 3) {
    a.delete(1);
    a.add(1);
  }
  if (seen.length > 8) break;
}
console.log(seen.join());
console.log(new Set().size, new Set([[]]).size, new Set(new Map([[1, 2]])), new Set(null).size, a.clear(), a);
try {
  Set();
} catch (e) {
  console.log(e.message);
}
try {
  new Set(5);
} catch (e) {
  console.log(e.message);
}
