// Methods that change an array in place.
const a = [3, 1, 2];
console.log(
  a.push(5, 6),
  a.pop(),
  a.shift(),
  a.unshift(9, 8),
  a,
  a.reverse(),
  a.sort(),
  a.fill(0, 1, 3),
  [1, 2, 3, 4, 5].copyWithin(0, 3),
);
const s = [1, 2, 3, 4, 5];
console.log(
  s.splice(1, 2),
  s,
  s.splice(1, 0, 'a', 'b'),
  s,
  s.splice(-1),
  s,
  s.splice(),
  s.splice(2, undefined),
  s.splice(1),
  s,
);
console.log(
  [10, 9, 1, 2].sort(),
  [10, 9, 1, 2].sort((x, y) => x - y),
  ['b', undefined, 'a', , 'c'].sort(),
  [3, 2, 1].sort(() => 0),
  [true, false, null, 'a', 1].sort(),
);
const people = [
  ['x', 2],
  ['y', 1],
  ['z', 2],
  ['w', 1],
  ['v', 2],
];
console.log(
  people
    .sort((p, q) => p[1] - q[1])
    .map((p) => p[0])
    .join(''),
);
const big = Array.from({ length: 300 }, (_, i) => (i * 7919) % 301);
big.sort((x, y) => x - y);
console.log(
  big.every((x, i) => i === 0 || big[i - 1] <= x),
  big[0],
  big[299],
);
const l = [1, 2, 3];
l.length = 1;
console.log(l, ((l.length = 3), l), l.push('x'), l);
l[6] = 'six';
console.log(l.length, l, delete l[6], l.length);
const none = [];
console.log(none.pop(), none.shift(), none.length, none.push(), none.unshift());
try {
  [1].sort(5);
} catch (e) {
  console.log(e.message);
}
try {
  Object.freeze([1]).push(2);
} catch (e) {
  console.log(e.message);
}
try {
  Object.freeze([1]).pop();
} catch (e) {
  console.log(e.message);
}
try {
  Object.freeze([2, 1]).sort();
} catch (e) {
  console.log(e.message);
}
