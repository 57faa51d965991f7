// Arrays: holes, extra keys, many entries, grouping into columns.
console.log(
  [],
  [[]],
  [[[[]]]],
  [[[[1]]]],
  [, 1],
  [1, , , 2],
  [undefined, null],
  Array(5),
  [1, 2, 3],
  Array.from({ length: 101 }, (_, i) => i),
  Object.assign([1, 2], { name: 'x', '-1': 'neg', 5: 'far' }),
);
console.log(Array.from({ length: 27 }, (_, i) => i * i));
console.log(Array.from({ length: 30 }, (_, i) => 'w'.repeat(i % 7)));
console.log(Array.from({ length: 10 }, (_, i) => ({ i })));
console.log(Array.from({ length: 7 }, (_, i) => [i, i * 2]));
console.log(Array.from({ length: 120 }, (_, i) => 'item' + i));
console.log(Array.from({ length: 8 }, (_, i) => (i % 2 ? 'odd number' : i)));
console.log(
  [1.5, 22.25, 333.125, 4, 5, 6, 7],
  [-1, -22, 333, 4444, 55555, 666666, 7777777, 88888888],
  [true, false, true, false, true, false, true],
);
console.log(
  ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'c'],
  [
    ['a', 1],
    ['b', 2],
  ],
  [
    { a: 1, b: { c: 2 } },
    { a: 3, b: { c: [] } },
  ],
);
console.log(
  Array.from({ length: 9 }, (_, i) => 'x'.repeat(20 + i)),
  [[1, 2, [3, 4, [5, [6]]]], { a: [{ b: [1] }] }],
);
class Stack extends Array {}
console.log(Stack.from([1, 2]), new Stack(), [new Stack(1, 2)]);
console.log(
  Array.from({ length: 7 }, (_, i) => [undefined, null, 'x', 1, true, Symbol('q'), () => {}][i]),
  [1, 2, 3, 4, 5, 6, 'seven'],
  ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
  Array(3).fill('y'.repeat(30)),
  [[], {}, [[]], { a: {} }, [{}]],
  [, , 'x', , 'y', , ,],
);
