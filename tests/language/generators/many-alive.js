// Many generators suspended at once keep their own variables.
function* counter(id) {
  let n = 0;
  while (n < 4) {
    const step = yield `${id}${n}`;
    n += step ?? 1;
  }
  return id;
}
const its = Array.from('abcdef', (c) => counter(c));
let round = 0,
  live = its.length,
  out = [];
while (live) {
  live = 0;
  for (const it of its) {
    const r = it.next(round % 2 ? 2 : undefined);
    if (!r.done) {
      live++;
      out.push(r.value);
    }
  }
  round++;
}
console.log(out.join(' '), round);
function* nest(n) {
  if (n) {
    yield 'down' + n;
    yield* nest(n - 1);
    yield 'up' + n;
  }
}
console.log([...nest(4)].join());
const kept = [];
for (let i = 0; i < 200; i++) {
  const it = counter(i);
  it.next();
  kept.push(it);
}
console.log(kept.reduce((s, it) => s + it.next().value.length, 0));
