// Methods, arrows, accessors and plain functions differ in what they can be.
const o = {
  m() {},
  f: function () {},
  a: () => {},
  get g() {
    return 1;
  },
  async am() {},
  *gen() {},
};
for (const k of ['m', 'f', 'a', 'am', 'gen']) {
  let how;
  try {
    new o[k]();
    how = 'constructs';
  } catch (e) {
    how = e.message;
  }
  console.log(k, 'prototype' in o[k], how, Object.getOwnPropertyNames(o[k]).sort().join());
}
console.log(
  Object.prototype.toString.call(o.am),
  Object.prototype.toString.call(o.gen),
  o.gen.constructor.name,
  o.am.constructor.name,
  Object.getPrototypeOf(async function* () {}).constructor.name,
);
const arrow = () => this;
console.log(
  arrow() === module.exports,
  arrow.call({ x: 1 }) === module.exports,
  (() => typeof arguments)(),
  (function () {
    return (() => arguments.length)();
  })(1, 2),
);
class A {
  static f = () => this.name;
  g = () => this.constructor.name;
}
console.log(A.f(), new A().g.call(null));
console.log(
  function () {
    return typeof this;
  }.call(1),
  (() => 1).hasOwnProperty('caller'),
  function (a, b) {}.toString(),
  ((a) => a * 2).toString(),
  o.m.toString(),
  class {
    x = 1;
  }.toString(),
  Math.max.toString(),
  function () {}.bind().toString(),
);
