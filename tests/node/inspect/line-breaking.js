// When an object stays on one line and when it is broken up.
console.log({ a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'cccccccccccc' });
console.log({ a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'cccccccccccccccccccccccccc' });
for (let n = 66; n < 76; n++) console.log({ k: 'v'.repeat(n) });
for (let n = 20; n < 26; n++) console.log({ a: 'x'.repeat(n), b: 'y'.repeat(n), c: 1 });
console.log(
  { a: { b: { c: 1 } } },
  { l1: { l2: { l3: { l4: 1 } } } },
  { a: [1, 2, { b: 3 }], c: { d: [4, 5] } },
  { id: 1, user: { name: 'Ada', tags: ['x', 'y'], address: { city: 'London', geo: { lat: 1, lon: 2 } } }, ok: true },
);
console.log({
  a: 1,
  b: 2,
  c: 3,
  d: 4,
  e: 5,
  f: 6,
  g: 7,
  h: 8,
  i: 9,
  j: 10,
  k: 11,
  l: 12,
  m: 13,
  n: 14,
  o: 15,
  p: 16,
  q: 17,
  r: 18,
  s: 19,
  t: 20,
  u: 21,
  v: 22,
  w: 23,
  x: 24,
  y: 25,
  z: 26,
});
console.log(
  { text: 'line one\nline two', more: 1 },
  [{ text: 'a\nb' }],
  { f: function () {}, long: 'z'.repeat(60) },
  { deep: { er: { est: { list: [1, 2, 3] } } } },
);
console.log(
  [
    { name: 'one', value: 1 },
    { name: 'two', value: 2 },
    { name: 'three', value: 3 },
  ],
  {
    rows: [
      { a: 1, b: 'x'.repeat(30) },
      { a: 2, b: 'y'.repeat(30) },
    ],
  },
);
console.log(
  Object.fromEntries(Array.from({ length: 30 }, (_, i) => ['key' + i, i])),
  { arr: Array.from({ length: 50 }, (_, i) => i) },
  { e1: {}, e2: [], e3: new Map(), e4: new Set(), nested: { e: {} } },
);
console.log('%s and', 'text', { a: 'x'.repeat(50), b: 'y'.repeat(20) }, ['z'.repeat(60), 'w'.repeat(15)]);
