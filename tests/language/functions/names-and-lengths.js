// Functions learn their names from where they are written.
const a = function () {},
  b = () => {},
  c = class {},
  d = function named() {};
const o = {
  m() {},
  ['comp' + 1]() {},
  get g() {
    return 1;
  },
  f: function () {},
  [Symbol('sym')]: () => {},
  async am() {},
  *gen() {},
};
console.log([a, b, c, d, o.m, o.comp1, o.f, o.am, o.gen].map((f) => f.name).join());
console.log(Object.getOwnPropertyDescriptor(o, 'g').get.name, o[Object.getOwnPropertySymbols(o)[0]].name);
const { x = () => {} } = {};
let [y = function () {}] = [];
let z;
z = () => {};
console.log(x.name, y.name, z.name, (() => {}).name === '', function () {}.bind().name);
const desc = Object.getOwnPropertyDescriptor(d, 'name');
console.log(desc.writable, desc.enumerable, desc.configurable, d.length, function (p, q) {}.length);
d.name = 'ignored';
console.log(d.name);
const fact = function self(n) {
  return n < 2 ? 1 : n * self(n - 1);
};
console.log(fact(10));
(function me() {
  me = 5;
  console.log(typeof me);
})();
(function () {
  'use strict';
  try {
    (function me() {
      me = 5;
    })();
  } catch (e) {
    console.log(e.message);
  }
})();
