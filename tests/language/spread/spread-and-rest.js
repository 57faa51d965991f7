// ... spreads iterables into calls and arrays, properties into objects, and gathers the rest.
const a = [1, 2],
  s = new Set(['x', 'y']);
console.log([0, ...a, ...'hi', ...s, ...[]], Math.max(...a, 9), [...new Map([[1, 2]])]);
console.log({ ...{ a: 1, b: 2 }, b: 3, ...null, ...undefined, ...'hi', ...[7], ...5 });
const src = {
  get g() {
    return 'evaluated';
  },
  [Symbol.for('k')]: 1,
};
Object.defineProperty(src, 'hidden', { value: 1 });
console.log({ ...src }, { ...Object.create({ inherited: 1 }) });
const [first, ...others] = 'abc';
const { x, ...rest } = { x: 1, y: 2, z: 3 };
console.log(first, others, x, rest);
console.log(((a, ...b) => b.length)(1, 2, 3), new Date(...[2020, 1, 2]).getMonth());
console.log(
  [...[, 1]],
  [
    ...(function* () {
      yield 1;
      yield 2;
    })(),
  ],
);
for (const bad of [5, {}, null]) {
  try {
    [...bad];
  } catch (e) {
    console.log(e.message);
  }
  try {
    Math.max(...bad);
  } catch (e) {
    console.log(e.message);
  }
}
