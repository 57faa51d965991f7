// Object's own functions: copying, freezing, describing, listing.
const o = { b: 1, a: 2, 1: 'one', [Symbol('s')]: 3 };
console.log(
  Object.keys(o),
  Object.values(o),
  Object.entries(o),
  Object.assign({ z: 0 }, o, null, 'xy', { a: 'over' }),
  Object.fromEntries([
    ['k', 1],
    ['l', 2],
  ]),
  Object.fromEntries(new Map([[1, 2]])),
);
console.log(
  Object.getOwnPropertyNames('ab'),
  Object.getOwnPropertyDescriptor(o, 'a'),
  Object.getOwnPropertyDescriptors({
    get x() {
      return 1;
    },
    y: 2,
  }),
  Object.is(NaN, NaN),
  Object.hasOwn(o, 'a'),
  Object.hasOwn(o, 'toString'),
  Object.getOwnPropertyDescriptor(o, 'none'),
);
const f = Object.freeze({ deep: { x: 1 }, s: 1 });
f.s = 2;
f.deep.x = 2;
delete f.s;
f.n = 1;
console.log(
  f,
  Object.isFrozen(f),
  Object.isSealed(f),
  Object.isExtensible(f),
  Object.isFrozen('s'),
  Object.isFrozen({}),
);
const sealed = Object.seal({ a: 1 });
sealed.a = 2;
sealed.b = 1;
delete sealed.a;
console.log(sealed, Object.isSealed(sealed), Object.isFrozen(sealed));
const ext = Object.preventExtensions({ a: 1 });
ext.b = 1;
delete ext.a;
console.log(ext, Object.isExtensible(ext));
const d = {};
Object.defineProperty(d, 'ro', { value: 1, enumerable: true });
Object.defineProperty(d, 'hidden', { value: 2, writable: true });
Object.defineProperties(d, {
  acc: {
    get() {
      return this.ro + 1;
    },
    enumerable: true,
    configurable: true,
  },
  m: {
    value() {
      return 'm';
    },
  },
});
d.ro = 9;
d.hidden = 9;
delete d.ro;
console.log(d, d.ro, d.hidden, d.acc, d.m(), Object.keys(d), JSON.stringify(d), Object.getOwnPropertyNames(d));
for (const bad of [
  () => Object.defineProperty(d, 'ro', { value: 2 }),
  () => Object.defineProperty(d, 'ro', { get() {} }),
  () => Object.defineProperty(d, 'x', 5),
  () => Object.setPrototypeOf(Object.preventExtensions({}), {}),
  () => Object.create(),
  () => Object.keys(null),
  () => Object.assign(undefined),
  () => Object.entries(undefined),
  () => Object.setPrototypeOf({}, 5),
]) {
  try {
    bad();
  } catch (e) {
    console.log(e.message);
  }
}
console.log(
  Object.keys('ab'),
  Object.keys(5),
  Object.entries([7, 8]),
  Object(null),
  typeof Object('s'),
  Object.getPrototypeOf('s') === String.prototype,
  Object.create(null),
  Object.keys(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true }, non: { value: 2 } })),
  new Object(5) + 1,
  Object.groupBy?.name ?? 'no groupBy',
);
