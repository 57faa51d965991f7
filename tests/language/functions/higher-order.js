// Functions that take and give functions.
const compose =
  (...fs) =>
  (x) =>
    fs.reduceRight((v, f) => f(v), x);
const curry = (f) =>
  function next(...a) {
    return a.length >= f.length ? f(...a) : (...b) => next(...a, ...b);
  };
const memo = (f) => {
  const seen = new Map();
  return (x) => (seen.has(x) ? `${seen.get(x)}*` : (seen.set(x, f(x)), seen.get(x)));
};
console.log(
  compose(
    (x) => x + 1,
    (x) => x * 2,
  )(5),
);
const add3 = curry((a, b, c) => a + b + c);
console.log(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3));
const square = memo((x) => x * x);
console.log(square(3), square(3), square(4));
const pipe = (x) => ({ then: undefined, map: (f) => pipe(f(x)), get: () => x });
console.log(
  pipe(2)
    .map((x) => x + 1)
    .map((x) => x ** 2)
    .get(),
);
const once = (f) => {
  let done, r;
  return () => (done ? r : ((done = true), (r = f())));
};
let n = 0;
const o = once(() => ++n);
o();
o();
console.log(o(), n);
console.log(['1', '2', '3'].map(Number), ['1', '2', '3'].map(parseInt), [3, 1, 2].map(String));
