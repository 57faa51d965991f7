// Object patterns: renaming, defaults, computed keys, nesting, rest.
const {
  a,
  b: renamed,
  c = 'default',
  d: { e = 5, ...inner } = {},
  ['k' + 1]: k1,
  'quoted-key': q,
  0: zero,
  ...rest
} = { a: 1, b: 2, d: { f: 6, g: 7 }, k1: 'computed', 'quoted-key': 'q', 0: 'z', more: true, other: null };
console.log(a, renamed, c, e, inner, k1, q, zero, rest);
let x, y;
({
  x,
  y: [y],
} = { x: 1, y: [2] });
console.log(x, y);
const order = [];
const src = {
  get one() {
    order.push('one');
    return undefined;
  },
  get two() {
    order.push('two');
    return 2;
  },
};
const { two, one = (order.push('default'), 1) } = src;
console.log(order.join(), one, two);
const { length } = 'hello',
  { toString: ts } = 5;
console.log(length, typeof ts);
function f({ id, tags: [first] = ['none'] }, [n] = [0]) {
  return `${id} ${first} ${n}`;
}
console.log(f({ id: 1 }), f({ id: 2, tags: ['t'] }, [3]));
for (const g of [
  () => {
    const { z } = null;
  },
  () => {
    const { z } = undefined;
  },
  () => {
    const {} = null;
  },
  () => {
    const {
      z: { w },
    } = {};
  },
  () => f(),
  () => {
    (({ p }) => p)(null);
  },
]) {
  try {
    g();
  } catch (e) {
    console.log(e.message);
  }
}
const { n = null, u = 'u' } = { n: null, u: undefined };
console.log(n, u);
try {
  throw { code: 7, msg: 'm' };
} catch ({ code, msg: [m] }) {
  console.log(code, m);
}
