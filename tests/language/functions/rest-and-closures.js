// Rest parameters, default closures, and functions kept in data.
const ops = {
  add: (...n) => n.reduce((a, b) => a + b, 0),
  mul: (...n) => n.reduce((a, b) => a * b, 1),
  twice: (f, ...rest) => f(...rest, ...rest),
};
console.log(
  ops.add(1, 2, 3),
  ops.mul(),
  ops.twice(ops.add, 1, 2),
  Object.entries(ops)
    .map(([k, f]) => k + f.length)
    .join(),
);
function tail(first, [second, ...more], { third, ...others }, ...rest) {
  return { first, second, more, third, others, rest };
}
console.log(tail(1, [2, 3, 4], { third: 5, x: 6 }, 7, 8));
const debounceLike = (f) => {
  let pending = [];
  return Object.assign((...a) => void pending.push(a), {
    flush: () => {
      const p = pending;
      pending = [];
      return p.map((a) => f(...a));
    },
  });
};
const d = debounceLike((a, b) => a * b);
d(2, 3);
d(4, 5);
console.log(d.flush(), d.flush());
const partial =
    (f, ...a) =>
    (...b) =>
      f(...a, ...b),
  flip =
    (f) =>
    (a, b, ...r) =>
      f(b, a, ...r),
  unary = (f) => (x) => f(x);
console.log(partial(Math.max, 5)(3, 9), flip((a, b) => a - b)(1, 10), ['1', '2', '3'].map(unary(parseInt)));
const Y = (f) => ((x) => x(x))((x) => f((y) => x(x)(y)));
console.log(Y((self) => (n) => (n ? n * self(n - 1) : 1))(6));
const tramp =
  (f) =>
  (...a) => {
    let r = f(...a);
    while (typeof r === 'function') r = r();
    return r;
  };
console.log(
  tramp(function sum(n, acc = 0) {
    return n ? () => sum(n - 1, acc + n) : acc;
  })(20000),
);
