// console.table draws boxes.
console.table([
  { a: 1, b: 'x' },
  { a: 2, c: true },
]);
console.table([
  [1, 2],
  [3, 4],
]);
console.table(['p', 'q']);
console.table({ r1: { v: 1 }, r2: { v: 2 } });
console.table(
  new Map([
    ['k', 1],
    ['l', { m: 2 }],
  ]),
);
console.table(new Set(['s']));
console.table([{ a: 1, b: 2 }], ['b']);
console.table(5);
console.table([]);
console.table([{ name: 'wide character ünï', n: [1, 2], o: { p: 1 } }]);
