// util.inspect's options.
const { inspect } = require('util');
const o = {
  a: { b: { c: { d: {} } } },
  list: Array.from({ length: 8 }, (_, i) => i),
  s: 'x'.repeat(20),
  [Symbol('y')]: 1,
  z: 1,
  n: 123456.789,
};
console.log(inspect(o, { depth: 0 }));
console.log(inspect(o, { depth: null }));
console.log(inspect(o, false, 1));
console.log(inspect(o, { compact: false }));
console.log(inspect(o, { compact: true }));
console.log(inspect(o, { breakLength: 40 }));
console.log(inspect(o, { breakLength: Infinity }));
console.log(inspect(o, { maxArrayLength: 2, maxStringLength: 5 }));
console.log(inspect(o, { sorted: true }));
console.log(inspect(o, { colors: true }));
console.log(inspect(o, { numericSeparator: true }));
console.log(
  inspect(
    {
      get g() {
        return 5;
      },
      get bad() {
        throw new Error('x');
      },
    },
    { getters: true },
  ),
);
console.log(inspect([1, 2], { showHidden: true }));
console.log(
  inspect('str'),
  inspect(['x'], { colors: true }),
  inspect({ u: undefined, n: null, b: true, d: new Date(0), f() {}, y: Symbol('q') }, { colors: true }),
);
console.log(inspect(new Map([[1, { a: 1 }]]), { compact: 1 }), inspect({ a: { b: 1 }, c: 2 }, { compact: 1 }));
class C {
  [inspect.custom](depth, opts, insp) {
    return `C<${depth},${typeof opts.stylize},${insp === inspect}>`;
  }
}
console.log(
  inspect(new C()),
  inspect({ c: new C() }),
  [new C()],
  inspect({ [inspect.custom]: () => ({ replaced: 1 }) }),
  inspect.defaultOptions.depth,
  inspect.custom,
);
