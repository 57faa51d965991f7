// Generators chained into lazy pipelines do no more work than is asked for.
const log = [];
function* numbers() {
  let n = 1;
  try {
    while (true) {
      log.push('n' + n);
      yield n++;
    }
  } finally {
    log.push('closed');
  }
}
function* map(src, f) {
  for (const x of src) yield f(x);
}
function* filter(src, p) {
  for (const x of src) if (p(x)) yield x;
}
function* take(src, n) {
  if (n <= 0) return;
  for (const x of src) {
    yield x;
    if (--n === 0) return;
  }
}
console.log(
  [
    ...take(
      map(
        filter(numbers(), (x) => x % 2),
        (x) => x * x,
      ),
      3,
    ),
  ],
  log.join(' '),
);
function* permutations(a, n = a.length) {
  if (n <= 1) yield a.slice();
  else
    for (let i = 0; i < n; i++) {
      yield* permutations(a, n - 1);
      const j = n % 2 ? 0 : i;
      [a[n - 1], a[j]] = [a[j], a[n - 1]];
    }
}
console.log([...permutations(['a', 'b', 'c'])].map((p) => p.join('')).join());
function* chunk(a, n) {
  for (let i = 0; i < a.length; i += n) yield a.slice(i, i + n);
}
console.log([...chunk([1, 2, 3, 4, 5], 2)]);
const zip = function* (...its) {
  const all = its.map((i) => i[Symbol.iterator]());
  for (;;) {
    const r = all.map((i) => i.next());
    if (r.some((x) => x.done)) return;
    yield r.map((x) => x.value);
  }
};
console.log([...zip([1, 2, 3], 'ab')]);
const co = (g) => {
  const it = g();
  let r = it.next();
  while (!r.done) r = it.next(typeof r.value === 'function' ? r.value() : r.value);
  return r.value;
};
console.log(
  co(function* () {
    const a = yield () => 2;
    const b = yield 3;
    return a * b;
  }),
);
