// Strings, numbers and their kin at the top level and inside.
console.log(
  'top',
  ['nested'],
  "it's",
  ["it's"],
  ['say "hi"'],
  ['both \' and "'],
  ['all \' " `'],
  ['tab\tnew\nline\\ \x1b \x7f \u0000'],
  ['\ud83d lone'],
  ['😀 é 日本'],
);
console.log(
  [-0, 0, 1e21, 1e-7, NaN, Infinity, 0.1, 1234567.891],
  [true, null, undefined],
  [Symbol('s'), Symbol(), Symbol('with space'), Symbol.iterator],
  Symbol('top'),
);
console.log(
  [new Number(3), new String('abc'), new Boolean(false), Object(Symbol('b')), new Number(-0)],
  Object.assign(new String('xy'), { p: 1 }),
  Object.assign(new Number(1), { q: 2 }),
);
console.log(
  ['x'.repeat(120)],
  ['line1\nline2\nline3 that is long enough to be split over several lines of output\nend'],
  { s: 'a\nb' },
);
console.log(['x'.repeat(10100)].toString().length, require('util').inspect('y'.repeat(10010)).slice(-40));
console.log([new Date(0), new Date(NaN)], new Date(86400000), [
  function () {},
  function named() {},
  () => {},
  async () => {},
  function* g() {},
  async function* ag() {},
  class {},
  class A {},
  class B extends Array {},
  Math.max,
  class C {
    static s = 1;
  },
]);
