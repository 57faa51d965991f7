// Ways to make arrays, array-likes, and methods borrowed by other objects.
console.log(
  Array(3),
  Array(1, 2),
  new Array('3'),
  Array.of(3),
  Array.from('abc'),
  Array.from({ length: 3 }),
  Array.from({ length: 2, 0: 'x', 1: 'y' }),
  Array.from([1, 2], (x, i) => x * 10 + i),
  Array.from(new Map([[1, 2]])),
  Array.from({ length: 2 }, () => 'f'),
  Array.isArray([]),
  Array.isArray({ length: 0 }),
  [...Array(2).keys()],
  Array(3)
    .fill()
    .map((_, i) => i),
);
for (const bad of [-1, 1.5, 2 ** 32, NaN]) {
  try {
    new Array(bad);
  } catch (e) {
    console.log(e.name, e.message);
  }
}
const like = { length: 2, 0: 'a', 1: 'b' };
console.log(
  Array.prototype.map.call(like, (x) => x + x),
  Array.prototype.join.call(like, '+'),
  Array.prototype.push.call(like, 'c'),
  like,
  Array.prototype.slice.call(like, 1),
  Array.prototype.reverse.call({ length: 3, 0: 1, 2: 3 }),
  Array.prototype.filter.call('hello', (c) => c > 'h').join(''),
  Array.prototype.indexOf.call(like, 'b'),
  Array.prototype.concat.call(1, 2).length,
);
const sparse = [1, , 3];
console.log(
  sparse,
  sparse.length,
  1 in sparse,
  Object.keys(sparse),
  sparse.map((x) => x),
  JSON.stringify(sparse),
  [, ,].length,
  [undefined, ,],
  [1, , , 2],
  sparse.findIndex((x) => x === undefined),
);
const extra = [1];
extra.name = 'n';
extra[-1] = 'neg';
extra['2'] = 'two';
extra[1.5] = 'half';
console.log(extra, extra.length, Object.keys(extra));
extra[4294967295] = 'too big';
console.log(extra.length);
const far = [];
far[100000] = 1;
console.log(far.length, Object.keys(far).length);
far.length = 0;
console.log(far);
const [x = 1, ...y] = new Set([undefined, 2, 3]);
console.log(
  x,
  y,
  [
    [1, 2],
    [3, 4],
  ].map(([p, q]) => p * q),
  [1, 2, 3].entries().next(),
  Object.getOwnPropertyNames([1]).join(),
  Object.getOwnPropertyDescriptor([1, 2], 'length'),
  typeof [].constructor,
  [] instanceof Array,
  [1, [2, 3]].toString(),
  [1.0, -0, 1e21].toString(),
);
