// showHidden, separators, columns, line breaks, circles, custom inspectors, sorting, getters, default options.
const util = require('util');
const show = (v, o) => { try { console.log(util.inspect(v, o)); } catch (e) { console.log('THREW', e.message); } };
class Base { constructor() { this.own = 1; } get acc() { return 5; } method() {} } Base.prototype.protoData = 'p';
class Derived extends Base { other = 2; }
const values = {
  obj: { a: 1, [Symbol('s')]: 2 }, hidden: Object.defineProperties({}, { h: { value: 1 }, e: { value: 2, enumerable: true }, g: { get() { return 1; } }, [Symbol('hs')]: { value: 3 } }),
  arr: [1, 2], arrX: Object.assign([1], { x: 2 }), map: new Map([[1, 2]]), set: new Set([1]), wm: new WeakMap([[{ a: 1 }, 'x'], [{ a: 0 }, 'y']]), ws: new WeakSet([{ b: 2 }, { b: 1 }]),
  fn: function foo(a, b) {}, arrow: () => {}, cls: class Q { static s = 1; }, base: new Base(), derived: new Derived(),
  num: new Number(1), str: new String('ab'), date: new Date(0), re: /x/g, u8: new Uint8Array([1, 2]), ab: new ArrayBuffer(2), dv: new DataView(new ArrayBuffer(4), 1), sab: new SharedArrayBuffer(1),
  err: Object.assign(new Error('m'), { stack: 'Error: m\n    at x (y:1:1)' }), gen: (function* () {})(), prom: Promise.resolve(4), it: new Map([[1, 2]]).entries(), nested: { a: { b: { c: { d: 1 } } } }, args: (function () { return arguments; })(1),
  frozen: Object.freeze({ a: 1 }), nullp: Object.create(null, { x: { value: 1 } }), sub: new (class extends Map { x = 1; })(), buf: Buffer.from('ab'),
};
for (const k of Object.keys(values)) {
  console.log('--', k);
  show(values[k], { showHidden: true }); show({ v: values[k] }, { showHidden: true }); show(values[k], { showHidden: true, getters: true }); show(values[k], { showHidden: true, depth: 0, colors: true }); show(values[k], { showHidden: true, sorted: true, compact: false });
}
console.log(util.inspect({ a: 1 }, true, 0, true), util.inspect({ a: { b: {} } }, false, 0), util.inspect({ a: { b: { c: { d: {} } } } }, false, null));
for (const n of [1, 12, 123, 1234, 12345, 123456, 1234567, -1234, -123, 1234.5678, 0.12345678, 1e21, 1e-7, NaN, Infinity, -0, 123456789.987654321]) show(n, { numericSeparator: true });
for (const n of [1n, 1234n, -1234567n]) show(n, { numericSeparator: true });
show([1234567, 12], { numericSeparator: true }); show(new Float64Array([12345.678]), { numericSeparator: true });
// grouping and line breaking
for (const n of [5, 6, 7, 10, 26, 27, 50, 99, 100, 101, 102, 150]) { show(Array.from({ length: n }, (_, i) => i)); show(Array.from({ length: n }, (_, i) => 'item' + i)); show(Array.from({ length: n }, (_, i) => i % 3 ? i * 1000 : -i)); show(Array.from({ length: n }, (_, i) => 'x'.repeat(i % 17))); show(Array.from({ length: n }, (_, i) => i % 2 ? undefined : null)); show({ a: { b: Array.from({ length: n }, (_, i) => i * i) } }); show(Array.from({ length: n }, (_, i) => i), { compact: 1 }); show(Array.from({ length: n }, (_, i) => i), { compact: 2, breakLength: 120 }); show(new Set(Array.from({ length: n }, (_, i) => i))); show(Array.from({ length: n }, (_, i) => ({ i }))); show(Array.from({ length: n }, (_, i) => BigInt(i))); show(Array.from({ length: n }, (_, i) => (i % 5 ? i : 'x'))); show(Object.assign(Array.from({ length: n }, (_, i) => i), { extra: 1 })); show(new Float64Array(n).map((_, i) => i / 3)); }
for (let w = 50; w < 90; w++) { show({ a: 'x'.repeat(w - 20), b: 'y' }); show(['x'.repeat(w - 16), 1, 2]); show({ a: { b: 'x'.repeat(w - 24) } }); show(new Map([['k', 'v'.repeat(w - 20)]])); show([['a', 'x'.repeat(w - 30)], ['b', 1]]); show({ k: [1, 2, 3, { x: 'q'.repeat(w - 40) }], z: { y: 1 } }); }
for (let n = 1; n < 12; n++) { show(Object.fromEntries(Array.from({ length: n }, (_, i) => ['key' + i, i]))); show({ a: Object.fromEntries(Array.from({ length: n }, (_, i) => ['k' + i, [i]])) }); show([Object.fromEntries(Array.from({ length: n }, (_, i) => ['k' + i, { v: i }]))]); show({ a: { b: { c: { d: n } } }, x: 'y'.repeat(n * 7) }, { depth: 5 }); show({ a: [{ b: [{ c: [{ d: n }] }] }] }, { depth: 9 }); show({ a: [{ b: [{ c: [{ d: n }] }] }] }, { depth: 9, compact: 4 }); show({ a: [{ b: [{ c: [{ d: n }] }] }] }, { depth: 9, compact: true }); }
// strings
show('a'.repeat(100)); show(['a'.repeat(100)]); show({ s: 'line one\nline two\nline three that is long enough to be broken up for sure, is it not?' }); show({ s: 'a\nb' }); show(['x'.repeat(30) + '\n' + 'y'.repeat(60)]); show('long\n'.repeat(30)); show('x'.repeat(10010)); show({ s: 'x'.repeat(200) }, { maxStringLength: 10 }); show('abc', { maxStringLength: 0 }); show({ s: 'l1\nl2'.repeat(20) }, { compact: true }); show({ s: 'l1\nl2'.repeat(20) }, { breakLength: Infinity });
// circular
const o = { name: 'o' }; o.self = o; show(o); const p = { o, list: [o] }; p.me = p; o.p = p; show(o); show(p); show([p, o]); const m = new Map(); m.set(m, m); show(m); const s = new Set(); s.add(s); s.add([s]); show(s); show({ a: o, b: o }); show(o, { compact: true }); show(o, { compact: false }); show(o, { depth: 0 });
const e = new Error('circ'); e.stack = 'Error: circ\n    at x'; e.self = e; e.o = { e }; show(e); const f = function f() {}; f.f = f; show(f); const pr = Promise.resolve(); pr.x = pr; show(pr);
// custom
class C { constructor(v) { this.v = v; } [util.inspect.custom](depth, options, inspect) { return `C(${depth},${Object.keys(options).join('|')},${inspect === util.inspect}) ${options.stylize('t', 'number')} ${options.stylize('u', 'nope')} ${options.x}`; } }
show(new C(1)); show({ c: new C(1) }, { x: 5 }); show([[new C(1)]], { colors: true, x: 6, depth: null }); show(C.prototype); show({ [util.inspect.custom]() { return { plain: 1 }; } }); show({ a: { [util.inspect.custom]() { return 'multi\nline'; } } }); show({ [util.inspect.custom]() { return this; }, q: 1 }); show({ [util.inspect.custom]: 5 }); show({ [util.inspect.custom]() { return 42; } }, { customInspect: false }); show(new Proxy({ [util.inspect.custom](d, opts) { return 'proto ' + Object.getPrototypeOf(opts) + typeof opts.stylize; } }, {})); show({ [util.inspect.custom](d, o) { return util.inspect({ deep: { er: { x: { y: 1 } } } }, { ...o, depth: d }); } });
show({ [util.inspect.custom](d, o) { return JSON.stringify(o); } }, { showHidden: true, sorted: true, breakLength: 60, getters: 'get' });
// sorted
show({ b: 1, a: 2, c: { z: 1, y: 2 } }, { sorted: true }); show({ b: 1, a: 2, c: 3 }, { sorted: (a, b) => (a < b ? 1 : -1) }); show(new Map([['b', 1], ['a', 2]]), { sorted: true }); show(new Set([3, 1, 2]), { sorted: true }); show(Object.assign([3, 1, 2], { z: 1, b: 2 }), { sorted: true });
// getters
const g = { get a() { return 1; }, set a(v) {}, get b() { return [1, { c: 2 }]; }, set s(v) {}, get n() { return null; }, get u() { return undefined; }, get str() { return 'x'; }, get f() { return function q() {}; }, get sy() { return Symbol('q'); } };
for (const getters of [true, 'get', 'set', false]) { show(g, { getters }); show(g, { getters, colors: true }); }
console.log(util.inspect.defaultOptions); util.inspect.defaultOptions.depth = 0; console.log({ a: { b: 1 } }); util.inspect.defaultOptions = { depth: 2, compact: 0 }; console.log({ a: { b: 1 } }); util.inspect.defaultOptions.compact = 3;
