// inherits, isDeepStrictEqual, deprecate, types and text helpers.
const util = require('node:util');
function A() {}
function B() {}
util.inherits(B, A);
console.log(new B() instanceof A, B.super_ === A);
const eq = util.isDeepStrictEqual;
console.log(
  eq({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }),
  eq([1], ['1']),
  eq(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])),
  eq(new Set([1, 2]), new Set([2, 1])),
  eq(NaN, NaN),
  eq(0, -0),
  eq(new Date(0), new Date(0)),
  eq([1, , 2], [1, undefined, 2]),
  eq({ a: undefined }, {}),
  eq(new A(), {}),
);
console.log(
  util.types.isPromise(Promise.resolve()),
  util.types.isMap(new Map()),
  util.types.isDate(new Date()),
  util.types.isAsyncFunction(async () => {}),
  util.types.isGeneratorFunction(function* () {}),
  util.types.isSet({}),
  util.types.isNativeError(new TypeError()),
);
console.log(
  util.stripVTControlCharacters('\u001b[31mred\u001b[0m'),
 
  util.inspect === require('util').inspect,
  util.toUSVString('\ud800'),
);
const old = util.deprecate(() => 'old result', 'old() is deprecated', 'DEP_TEST');
process.on('warning', (w) => console.log(w.name, w.code, w.message));
console.log(old(), old());
