// Object literals: shorthand, computed keys, methods, accessors, spread, __proto__.
const x = 1,
  key = 'dyn',
  fn = () => 'k';
const o = {
  x,
  [key]: 2,
  [`${key}2`]: 3,
  [fn()]: 4,
  m() {
    return this.x;
  },
  get g() {
    return this.x + 1;
  },
  set g(v) {
    this.x = v;
  },
  async a() {},
  *gen() {},
  async *ag() {},
  'str-key': 5,
  0x10: 'hex',
  1e3: 'exp',
  0.5: 'half',
  if: 'keyword',
  get: 'get',
  set: 'set',
  async: 'async',
  static: 's',
  await: 'w',
  new: 'n',
  ['__proto__']: 'own',
};
console.log(o, o.m(), o.g, o.if, o[16], o[1000], o['0.5'], o.get + o.set);
o.g = 10;
console.log(o.x, o.m());
const p = { __proto__: { inherited: 'i' }, own: 1 };
console.log(
  p.inherited,
  Object.keys(p),
  p,
  { __proto__: null },
  { __proto__: 5 },
  Object.getPrototypeOf({ __proto__() {} }) === Object.prototype,
);
const __proto__ = 7;
console.log(Object.keys({ __proto__ }));
const log = [];
const t = (v) => (log.push(v), v);
({ [t('k1')]: t('v1'), [t('k2')]: t('v2'), ...t({}) });
console.log(
  log.length,
  { a: { b: { c: { d: 1 } } } },
  { f() {} },
  { f: class Foo {} },
  { 'a-b': 1, a_b: 2, $: 3, 'ü': 4, '': 5 },
  {}.toString(),
);
