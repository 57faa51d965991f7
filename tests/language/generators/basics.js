// A generator's body runs piece by piece, each next() up to the following yield.
const log = [];
function* g(a) {
  log.push('start');
  const x = yield a;
  log.push('got ' + x);
  const y = yield a + x;
  log.push('got ' + y);
  return 'end';
}
const it = g(1);
log.push('made');
console.log(it.next('ignored'), it.next(10), it.next(20), it.next(), log.join(' | '));
console.log(Object.prototype.toString.call(it), it[Symbol.iterator]() === it, typeof it.next, [...g(5)], it);
function* fib() {
  let [a, b] = [0, 1];
  for (;;) {
    yield a;
    [a, b] = [b, a + b];
  }
}
const take = (n, src) => {
  const out = [];
  for (const v of src) {
    if (n-- <= 0) break;
    out.push(v);
  }
  return out;
};
console.log(take(10, fib()));
const [p, q, ...none] = (function* () {
  yield 1;
  yield 2;
})();
console.log(p, q, none);
const o = {
  *gen() {
    yield this.v;
  },
  v: 'mine',
  *[Symbol.iterator]() {
    yield* ['i', 'j'];
  },
};
console.log(
  [...o.gen()],
  [...o],
  Math.max(
    ...(function* () {
      yield 3;
      yield 9;
    })(),
  ),
);
class Tree {
  constructor(v, l, r) {
    Object.assign(this, { v, l, r });
  }
  *[Symbol.iterator]() {
    if (this.l) yield* this.l;
    yield this.v;
    if (this.r) yield* this.r;
  }
}
console.log([...new Tree(2, new Tree(1), new Tree(4, new Tree(3)))]);
try {
  new g();
} catch (e) {
  console.log(e.message);
}
