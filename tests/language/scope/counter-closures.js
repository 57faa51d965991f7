// Closures share the variables they close over, and keep them alive.
function makeCounter(start = 0) {
  let n = start;
  return { up: () => ++n, down: () => --n, get value() { return n; }, set value(v) { n = v; } };
}
const a = makeCounter(), b = makeCounter(10);
a.up(); a.up(); b.down();
console.log(a.value, b.value);
a.value = 100;
console.log(a.up(), b.up());
function outer() {
  const log = [];
  function add(x) { log.push(x); return inner; }
  function inner(y) { log.push(y * 2); return log.join(); }
  return add;
}
console.log(outer()(1)(2));
const adders = [1, 2, 3].map((x) => (y) => (z) => x + y + z);
console.log(adders.map((f) => f(10)(100)));
