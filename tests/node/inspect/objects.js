// Objects: depth, keys, accessors, prototypes, tags.
console.log(
  {},
  { a: 1 },
  { a: { b: { c: {} } } },
  { a: { b: { c: { d: 1 } } } },
  { a: { b: { c: [1] } } },
  {
    a: {
      b: {
        c: new (class Foo {
          x = 1;
        })(),
      },
    },
  },
  { a: { b: { c: () => 1 } } },
  { a: { b: { c: new Map([[1, 2]]) } } },
  { a: { b: { c: new Date(0) } } },
);
console.log({
  'a-b': 1,
  a_b: 2,
  $: 3,
  'ü': 4,
  '': 5,
  2: 'i',
  '2x': 6,
  class: 7,
  A9: 8,
  [Symbol('k')]: 4,
  [Symbol()]: 5,
  "it's": 9,
  'a b': 10,
});
console.log({
  get g() {
    return 1;
  },
  set s(v) {},
  get gs() {
    return 1;
  },
  set gs(v) {},
  m() {},
  async am() {},
  *gen() {},
  arrow: () => {},
  f: function other() {},
});
class P {
  x = 1;
  #y = 2;
  get z() {
    return 3;
  }
  static s = 4;
  m() {}
}
class Q extends P {
  w = new P();
}
console.log(
  new P(),
  new Q(),
  P,
  Q,
  Object.create(null),
  Object.create({ a: 1 }),
  Object.create(P.prototype),
  Object.setPrototypeOf({ a: 1 }, null),
  Object.create(Object.create(null)),
  new (class {})(),
  new (class extends null {
    constructor() {
      return Object.create(new.target.prototype);
    }
  })(),
);
console.log(
  { [Symbol.toStringTag]: 'Tagged' },
  new (class T {
    get [Symbol.toStringTag]() {
      return 'Tag';
    }
  })(),
  new (class Same {
    get [Symbol.toStringTag]() {
      return 'Same';
    }
  })(),
  Object.create(null, { [Symbol.toStringTag]: { value: 'N' } }),
);
function Old() {
  this.v = 1;
}
Old.prototype.m = function () {};
console.log(
  new Old(),
  Old,
  Object.assign(() => {}, { p: 1 }),
  Object.assign(function fn() {}, { q: { r: 1 } }),
  Object.assign(class K {}, { z: 1 }),
);
const hidden = {};
Object.defineProperty(hidden, 'h', { value: 1 });
console.log(
  hidden,
  globalThis === global,
  Object.keys(globalThis).length > 5,
  [
    (function () {
      return arguments;
    })(1, 2),
  ],
  Math,
  JSON,
  typeof Reflect,
  (function* () {})(),
  [].values(),
  new Map([[1, 2]]).entries(),
  new Set([1]).values(),
  'ab'[Symbol.iterator](),
);
