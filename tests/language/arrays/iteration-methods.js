// map, filter, reduce and their kin: arguments, holes, this.
const a = [1, 2, , 4];
const log = [];
console.log(
  a.map((x) => x * 2),
  a.filter(() => true),
  a.reduce((s, x) => s + x),
  a.reduceRight((s, x) => s + x, 'r'),
  a.some((x) => x > 3),
  a.every((x) => x > 0),
  a.find((x) => x > 1),
  a.findIndex((x) => x === undefined),
  a.findLast((x) => x < 4),
  a.findLastIndex((x) => x > 9),
);
a.forEach(
  function (x, i, all) {
    log.push(x + ':' + i + (all === a) + this.t);
  },
  { t: '!' },
);
console.log(log.join(' '));
console.log(
  [
    [1, [2]],
    [3, [4, [5]]],
  ].flat(),
  [1, [2, [3, [4]]]].flat(Infinity),
  [1, 2].flatMap((x) => [x, [x * 2]]),
  [[], [1]].flat(),
  [, 1, [, 2]].flat(),
);
console.log(
  a.indexOf(4),
  a.indexOf(undefined),
  a.includes(undefined),
  [NaN].indexOf(NaN),
  [NaN].includes(NaN),
  [1, 2, 1].lastIndexOf(1),
  [1, 2, 3].indexOf(3, -1),
  [1].includes(1, 5),
  a.at(-1),
  a.at(9),
);
console.log(
  [...a.keys()],
  [...a.values()],
  [...a.entries()].length,
  a.join('-'),
  [null, undefined, [1, [2]], 'x'].join(),
  [[]].join() === '',
  a.toString(),
  [1, 2, 3].slice(-2),
  [1, 2, 3].slice(1, -1),
  [].concat(1, [2], [[3]]),
  [1, 2, 3].with(1, 'w'),
  [3, 1, 2].toSorted(),
  [1, 2].toReversed(),
  [1, 2, 3].toSpliced(1, 1, 'a', 'b'),
);
for (const bad of [
  () => [].reduce((x) => x),
  () => [1].map(),
  () => [1].forEach({}),
  () => [].find(null),
  () => [1].with(5, 1),
  () => Array.prototype.map.call(null, (x) => x),
]) {
  try {
    console.log(bad());
  } catch (e) {
    console.log(e.name, e.message);
  }
}
const grow = [1, 2, 3];
console.log(
  grow.map((x, i) => {
    if (i === 0) {
      grow.push(9);
      grow[1] = 'changed';
    }
    return x;
  }),
  grow.filter((x, i) => {
    if (i === 0) grow.length = 2;
    return true;
  }),
);
console.log(
  [3, 4].reduce((s, x, i, all) => s + i + all.length + x, 0),
  [5].reduce(() => 'never'),
  [].reduce(() => 'never', 'init'),
  [[1, 2], [3]].reduce((s, x) => s.concat(x)),
  Object.entries({ a: 1 }).map(([k, v]) => k + v),
);
