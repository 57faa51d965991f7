// What may still happen to objects that were made unchangeable, in sloppy and in strict code.
const attempt = (o, name) => {
  const strict = (f) => {
    try {
      f();
      return 'ok';
    } catch (e) {
      return e.message;
    }
  };
  ('use strict');
  return [
    name,
    strict(function () {
      'use strict';
      o.a = 9;
    }),
    strict(function () {
      'use strict';
      o.n = 1;
    }),
    strict(function () {
      'use strict';
      delete o.a;
    }),
    strict(function () {
      'use strict';
      Object.defineProperty(o, 'a', { enumerable: false });
    }),
    JSON.stringify(o),
  ].join(' | ');
};
console.log(attempt({ a: 1 }, 'plain'));
console.log(attempt(Object.freeze({ a: 1 }), 'frozen'));
console.log(attempt(Object.seal({ a: 1 }), 'sealed'));
console.log(attempt(Object.preventExtensions({ a: 1 }), 'fixed'));
console.log(attempt(Object.freeze(['x']), 'array'));
const deep = (o) => {
  Object.values(o).forEach((v) => typeof v === 'object' && v && deep(v));
  return Object.freeze(o);
};
const d = deep({ a: { b: [1, { c: 2 }] } });
d.a.b[1].c = 5;
d.a.b.x = 1;
console.log(JSON.stringify(d), Object.isFrozen(d.a.b[1]));
const acc = Object.freeze({
  _v: 1,
  get v() {
    return this._v;
  },
  set v(x) {
    console.log('setter called with', x);
  },
});
acc.v = 5;
console.log(acc.v);
const proto = Object.freeze({ p: 1 });
const child = Object.create(proto);
child.p = 2;
console.log(child.p, Object.hasOwn(child, 'p'));
Object.defineProperty(child, 'p', { value: 3 });
console.log(child.p);
class Const {
  static #i;
  static get instance() {
    return (Const.#i ??= Object.freeze(new Const()));
  }
}
console.log(Const.instance === Const.instance, Object.isFrozen(Const.instance));
console.log(
  Object.isFrozen('text'),
  Object.freeze(5),
  Object.isExtensible(Object.freeze(function () {})),
  Object.getOwnPropertyDescriptor(Object.freeze([1]), 0),
);
