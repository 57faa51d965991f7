// Every kind of value under every option of util.inspect.
const util = require('util');
const show = (v, o) => { try { console.log(util.inspect(v, o)); } catch (e) { console.log('THREW', e.message); } };
const all = { showHidden: true };
const ab = new ArrayBuffer(5); new Uint8Array(ab).set([1, 2, 255, 16, 9]);
const sab = new SharedArrayBuffer(3);
const values = {
  u8: new Uint8Array([1, 2, 3]), i8: new Int8Array(2), u8c: new Uint8ClampedArray([300, -5]), f32: new Float32Array([1.5, -0, NaN, Infinity]), f64: new Float64Array(3),
  bi: new BigInt64Array([1n, -5n]), bu: new BigUint64Array(1), empty: new Uint16Array(0), ab, sab, dv: new DataView(ab, 1, 3),
  big: new Uint8Array(120), ab200: new ArrayBuffer(120),
  emptyAb: new ArrayBuffer(0), buf: Buffer.from('hello world'), emptyBuf: Buffer.alloc(0), buf60: Buffer.alloc(60, 1),
  mapKeys: new Map([[1, { a: 1 }], ['x', [1, 2]]]).keys(), mapVals: new Map([[1, { a: 1 }], ['x', [1, 2]]]).values(), mapEntries: new Map([[1, { a: 1 }], ['x', [1, 2]]]).entries(),
  mapIter: new Map([[1, 2]])[Symbol.iterator](), setVals: new Set([1, 'two', { three: 3 }]).values(), setEntries: new Set([1, 'two']).entries(),
  args: (function () { return arguments; })(1, 'b', { c: 1 }), args0: (function () { return arguments; })(),
  proxy: new Proxy({ a: 1 }, { get() { return 5; } }), proxyArr: new Proxy([1, 2], {}), proxyFn: new Proxy(function foo() {}, {}),
  gen: (function* g() {})(), agen: (async function* g() {})(), genFn: function* g() {}, asyncFn: async () => {}, agenFn: async function* ag() {},
  wm: new WeakMap([[{ a: 1 }, 'x']]), ws: new WeakSet([{ b: 1 }]), wr: new WeakRef({ z: 1 }), fr: new FinalizationRegistry(() => {}),
  num: new Number(3), numNeg0: new Number(-0), str: new String('abc'), bool: new Boolean(false), sym: Object(Symbol('s')), big1: Object(5n),
  strExtra: Object.assign(new String('ab'), { x: 1 }), numExtra: Object.assign(new Number(1), { y: 2 }),
  cls: class A {}, clsB: class B extends Array {}, clsAnon: class {}, clsStatic: class S { static x = 1; static m() {} }, clsNull: class N extends null {},
  nullProto: Object.create(null), nullProtoX: Object.assign(Object.create(null), { x: 1, y: { z: 1 } }),
  tagged: { [Symbol.toStringTag]: 'T' }, taggedCls: new (class Foo { get [Symbol.toStringTag]() { return 'bar'; } })(),
  mapSub: new (class MyMap extends Map {})([[1, 2]]), setSub: new (class MySet extends Set {})([1]), arrSub: new (class MyArr extends Array {})(1, 2, 3), arrSub1: class extends Array {},
  errSub: Object.assign(new (class MyErr extends Error {})('boom'), { stack: 'MyErr: boom' }),
  date: new Date(1e12), dateBad: new Date(NaN), dateX: Object.assign(new Date(0), { x: 1 }), dateSub: new (class MyDate extends Date {})(0),
  re: /a\/b/gi, reX: Object.assign(/x/, { y: 1 }), reSub: new (class R extends RegExp {})('q', 'g'),
  pRes: Promise.resolve({ a: 1 }), pPend: new Promise(() => {}), pRej: (() => { const p = Promise.reject(new TypeError('no').message); p.catch(() => {}); return p; })(),
  pX: Object.assign(Promise.resolve(1), { extra: true }),
  sparse: [1, , , 4, , ], arrX: Object.assign([1, 2], { x: 1, '-1': 2 }), sparseBig: (() => { const a = []; a[100] = 1; a[200] = 2; return a; })(),
  getters: { get a() { return 1; }, set a(v) {}, get b() { return { x: 1 }; }, set c(v) {} },
  sy: { [Symbol('a')]: 1, [Symbol.iterator]: 2, [Symbol('')]: 3, [Symbol("it's\n")]: 4 },
  weird: { '': 1, 'a b': 2, '1a': 3, a1: 4, _x: 5, $y: 6, 'é': 7, '__proto__x': 8, ["__proto__"]: 9, 'quo\'te': 10, 12: 11, '-1': 12, 'new\nline': 13 },
  nested: { a: { b: { c: { d: { e: 1 } } } }, arr: [[[[[1]]]]], map: new Map([[{ a: { b: { c: {} } } }, new Map([[1, new Map([[2, new Map()]])]])]]) },
  fn: function () {}, fnNamed: function named() {}, arrow: () => {}, fnX: Object.assign(function f() {}, { a: 1, b: { c: 2 } }), fnNull: Object.setPrototypeOf(function z() {}, null), native: Math.max, bound: (function q() {}).bind(null), method: { m() {} }.m,
  strs: ['a', "it's", '"q"', `b'"`, '`\'"', 'new\nline', '\t\u0000\x7f\x9f\ud83d', '😀', '\u2028', 'é', '\\'],
  nums: [0, -0, 1.5, NaN, Infinity, -Infinity, 1e21, 1e-7, 123456789.123, 0xff], bigs: [1n, -12345678901234567890n],
  undef: undefined, nul: null, math: Math, json: JSON, refl: Reflect, atom: Atomics, glob: typeof globalThis, symbol: Symbol('desc'), symNo: Symbol(),
  arrIter: [1, 2][Symbol.iterator](), strIter: 'ab'[Symbol.iterator](), reIter: 'ab'.matchAll(/a/g),
  objCreate: Object.create({ inherited: 1 }), objCreateNull2: Object.create(Object.create(null)), noCtor: (() => { function F() {} F.prototype = { x: 1 }; return new F(); })(),
  ctorOverride: { constructor: 1 }, ctorFn: { constructor: function Zed() {} }, ctorName: { constructor: { name: 'Fake' } },
  nullMap: Object.setPrototypeOf(new Map([[1, 2]]), null), nullSet: Object.setPrototypeOf(new Set([1]), null), nullArr: Object.setPrototypeOf([1, 2], null), nullDate: Object.setPrototypeOf(new Date(0), null), nullRe: Object.setPrototypeOf(/a/g, null), nullErr: Object.setPrototypeOf(Object.assign(new Error('x'), { stack: 'Error: x' }), null), nullU8: Object.setPrototypeOf(new Uint8Array(2), null), nullPromise: Object.setPrototypeOf(Promise.resolve(1), null), nullNum: Object.setPrototypeOf(new Number(2), null),
};
for (const k of Object.keys(values)) {
  console.log('--', k);
  show(values[k]);
  show({ v: values[k] });
  show([values[k], values[k]], { compact: true });
  show(values[k], { depth: 0 }); show({ v: values[k] }, { depth: 0 }); show({ v: values[k] }, { depth: -1 });
  show(values[k], { compact: false });
  show(values[k], { compact: 1, breakLength: 20 });
  show(values[k], { showProxy: true });
  show(values[k], { colors: true });
  show(values[k], { maxArrayLength: 1 }); show(values[k], { maxArrayLength: 0 }); show(values[k], { maxStringLength: 1 });
  show(values[k], { getters: true }); show(values[k], { sorted: true }); show(values[k], { breakLength: Infinity });
}
