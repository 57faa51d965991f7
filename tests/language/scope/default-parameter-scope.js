// Parameters with defaults have a scope of their own, between the outside and the body.
const x = 'outer';
function f(a = x, x2 = () => x) {
  const x = 'inner';
  return [a, x2(), x];
}
console.log(f());
function g(
  a,
  b = () => {
    a = 'changed';
    return a;
  },
) {
  var a;
  const before = a;
  b();
  return [before, a];
}
console.log(g('arg'));
function h(a = this.v, b = arguments.length) {
  return [a, b];
}
console.log(h.call({ v: 'this' }), h.call({ v: 1 }, undefined, undefined));
const k = (a, b = ((c) => a + c)(2), { d = a * b } = {}) => [a, b, d];
console.log(k(1), k(1, 5, { d: 0 }));
let calls = 0;
const count = () => ++calls;
function lazy(a = count()) {
  return a;
}
lazy(1);
lazy();
lazy(undefined);
console.log(calls);
