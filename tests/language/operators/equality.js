// == converts, === does not, Object.is tells zeros apart and finds NaN equal.
const pairs = [[1, '1'], [0, ''], [0, '0'], ['', '0'], [null, undefined], [null, 0], [undefined, 0], [true, 1], [true, 'true'],
  [[], ''], [[1], 1], [[1, 2], '1,2'], [{}, '[object Object]'], [NaN, NaN], [0, -0], ['a', 'a'], [false, '0'], [false, []]];
for (const [a, b] of pairs) console.log(String(a), String(b), a == b, a === b, Object.is(a, b), a != b, a !== b);
const o = {};
console.log(o == o, o === { ...o }, [] == [], Symbol.iterator == Symbol.iterator);
console.log(1 < 2 < 3, 3 > 2 > 1, 'a' < 'b', 'B' < 'a', '10' < '9', 10 < '9', 'x' < 1, null >= 0, null > 0, undefined >= 0);
console.log({ valueOf: () => 42 } == 42, { toString: () => 'x' } == 'x', new Date(0) == new Date(0));
