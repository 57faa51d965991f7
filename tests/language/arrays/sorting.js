// sort is stable, compares as text by default, and puts undefined last.
const words = 'the quick brown fox jumps over the lazy dog'.split(' ');
console.log(
  words.slice().sort(),
  words.slice().sort((a, b) => a.length - b.length),
  words.slice().sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
);
console.log(
  [5, 25, 100, 1].sort(),
  [-1, -2, 5, 0].sort(),
  ['B', 'a', 'C'].sort(),
  ['é', 'e', 'z'].sort(),
  [undefined, 3, null, 1].sort(),
  [[2, 1], [1, 2], [10]].sort(),
  [3, , 1].sort().length,
);
const calls = [];
[3, 1, 2].sort((a, b) => {
  calls.push([a, b].join('-'));
  return a - b;
});
console.log(
  calls.length > 0,
  [1, 2, 3].sort(() => -1).length,
  [2, 1].sort((a, b) => a > b).length,
  [3, 1, 2].sort((a, b) => NaN),
  [3, 1, 2].sort((a, b) => '1' * (a - b)),
);
const rec = Array.from({ length: 40 }, (_, i) => ({ k: (i * 13) % 5, i }));
rec.sort((a, b) => a.k - b.k);
console.log(rec.map((r) => r.k + '.' + r.i).join(' '));
const merge = (a) =>
  a.length < 2
    ? a
    : ((l, r) => {
        const o = [];
        while (l.length && r.length) o.push(l[0] <= r[0] ? l.shift() : r.shift());
        return [...o, ...l, ...r];
      })(merge(a.slice(0, a.length >> 1)), merge(a.slice(a.length >> 1)));
const quick = ([p, ...r]) =>
  p === undefined ? [] : [...quick(r.filter((x) => x < p)), p, ...quick(r.filter((x) => x >= p))];
const data = Array.from({ length: 50 }, (_, i) => (i * 37) % 53);
console.log(
  merge(data).join() ===
    data
      .slice()
      .sort((a, b) => a - b)
      .join(),
  quick(data).join() === merge(data).join(),
);
