// Array patterns: holes, defaults, nesting, swapping, and closing the iterator.
const [a, , b = 'default', [c, d = c] = ['nested'], ...rest] = [1, 2, undefined, undefined, 5, 6];
console.log(a, b, c, d, rest);
let x = 1,
  y = 2;
[x, y] = [y, x];
console.log(x, y);
const o = {};
[o.p, o['q'], [o.r]] = [1, 2, [3]];
console.log(o);
const log = [];
const it = {
  [Symbol.iterator]: () => ({
    n: 0,
    next() {
      log.push('next');
      return { value: this.n++, done: false };
    },
    return() {
      log.push('return');
      return {};
    },
  }),
};
const [p, q] = it;
console.log(p, q, log.join());
const [...all] = new Set([1, 2]);
const [ch1, ch2] = 'xy';
console.log(all, ch1, ch2);
for (const [k, v] of Object.entries({ m: 1, n: 2 })) console.log(k, v);
for (const f of [
  () => {
    const [z] = null;
  },
  () => {
    const [z] = {};
  },
  () => {
    const [z] = undefined;
  },
  () => {
    let z;
    [z] = 5;
  },
]) {
  try {
    f();
  } catch (e) {
    console.log(e.message);
  }
}
const r = ([x, y] = [8, 9]);
console.log(r, x, y);
