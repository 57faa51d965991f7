// JSON.stringify: what it leaves out, toJSON, replacers, indents.
const j = JSON.stringify;
console.log(
  j({
    a: 1,
    b: undefined,
    c: () => 1,
    d: Symbol(),
    e: NaN,
    f: Infinity,
    g: null,
    h: new Date(0),
    i: [undefined, () => 1, Symbol(), NaN],
    j: {
      toJSON(k) {
        return 'key ' + k;
      },
    },
    k: new Map([[1, 2]]),
    l: true,
  }),
);
console.log(
  j(undefined),
  j(() => 1),
  j(Symbol()),
  j(null),
  j('q"\\\n\t\u0001\u2028\ud800é'),
  j(-0),
  j([, 1]),
  j(new Number(3)),
  j(new String('s')),
  j(Object(false)),
  j({}),
  j([]),
  j(''),
);
console.log(j({ a: [1, { b: 2 }], c: {}, d: [] }, null, 2));
console.log(j({ a: [1] }, null, '--'));
console.log(j([1], null, 20), j([1], null, 'abcdefghijklmnop'), j([[]], null, ' '), j({ a: 1 }, null, 0));
console.log(
  j({ a: 1, b: { a: 2, c: 3 }, 1: 'n' }, ['a', 'b', 1, 'a']),
  j({ a: 1, b: 'x', c: [1, 'y'] }, (k, v) => (typeof v === 'number' ? v * 2 : v)),
  j({ a: 1, b: 2 }, (k, v) => (k === 'a' ? undefined : v)),
  j({ x: 1 }, function (k, v) {
    return typeof v === 'number' ? k + v + this.x : v;
  }),
);
const o = { name: 'root' };
o.self = o;
try {
  j(o);
} catch (e) {
  console.log(e.message);
}
const a = { list: [{ b: {} }] };
a.list[0].b.back = a;
try {
  j(a);
} catch (e) {
  console.log(e.message);
}
const arr = [];
arr.push([arr]);
try {
  j(arr);
} catch (e) {
  console.log(e.message);
}
class P {
  constructor() {
    this.z = 1;
    this.y = 2;
  }
  get g() {
    return 3;
  }
}
console.log(
  j(new P()),
  j(Object.create({ inherited: 1 })),
  j({
    get g() {
      return 'got';
    },
  }),
  j({ 2: 'b', 1: 'a', x: 'c' }),
  j({ '__proto__x': 1, 'a b': 2, '': 3 }),
);
