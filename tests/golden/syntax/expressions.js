'use strict';
// Every kind of expression once.
const x = 0x1F + 1_000 - .5e-3 * 2n ** 3n, s = 'it\'s \u{1F600}', t = `a${x}b${s}c`;
let re = /[/]\/(?<n>a)/gu, f = function named(a, b = a, ...rest) { return named.length + arguments.length; };
const g = (a, { b, c: [d = 1, ...e], ...r }) => a?.b?.[c](d)?.p ?? (e && r || null);
function c() {}
class C extends (Object) {
  #p = 1; static q = this; [x] = super.toString;
  constructor(...args) { super(...args); new.target; }
  get v() { return #p in this; } set v(v) { this.#p ||= v; }
  static async *gen() { yield* [1]; await 2; for await (const a of b) { a; } }
  static { delete this.q; }
}
[x.y, x[0], , ...x.z] = [1, , ...t];
({ a: x.y, b: x.z = 3, ...x.r } = { a, 'b': 1, 2: 3, ['c' + 4]: 5, __proto__: null, m() {}, get k() { return 1; }, ...r });
var a = 1, b = [], r = tag`x${a}\u`;
function tag() { return () => this ?? new.target; }
a = typeof a, void 0, -a, +a, ~a, !a, a++, --a, a += 1, a ** 2, a in b, a instanceof C, new C, new C.q(1), import('m');
x ? y => y : async y => await y;
