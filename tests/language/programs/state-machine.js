// An observable store, a state machine and an undo stack, all with closures and classes.
class Store {
  #s;
  #subs = new Set();
  #past = [];
  constructor(s, r) {
    this.#s = s;
    this.reduce = r;
  }
  dispatch(a) {
    const n = this.reduce(this.#s, a);
    if (n !== this.#s) {
      this.#past.push(this.#s);
      this.#s = n;
      for (const f of this.#subs) f(n, a);
    }
    return this;
  }
  undo() {
    if (this.#past.length) this.#s = this.#past.pop();
    return this;
  }
  subscribe(f) {
    this.#subs.add(f);
    return () => this.#subs.delete(f);
  }
  get state() {
    return this.#s;
  }
}
const s = new Store({ n: 0, items: [] }, (st, { type, ...p }) => {
  switch (type) {
    case 'add':
      return { ...st, items: [...st.items, p.item] };
    case 'inc':
      return { ...st, n: st.n + (p.by ?? 1) };
    default:
      return st;
  }
});
const seen = [];
const off = s.subscribe((st, a) => seen.push(a.type + st.n));
s.dispatch({ type: 'inc' })
  .dispatch({ type: 'nope' })
  .dispatch({ type: 'add', item: 'x' })
  .dispatch({ type: 'inc', by: 5 });
off();
s.dispatch({ type: 'inc' });
console.log(s.state, seen, s.undo().undo().state);
const machine = {
  idle: { start: 'running' },
  running: { pause: 'paused', stop: 'idle' },
  paused: { start: 'running', stop: 'idle' },
};
const walk = (...ev) => ev.reduce((st, e) => machine[st][e] ?? (console.log(`no ${e} in ${st}`), st), 'idle');
console.log(walk('start', 'pause', 'start', 'stop', 'pause', 'start'));
const lru = (n) => {
  const m = new Map();
  return {
    get(k) {
      if (!m.has(k)) return;
      const v = m.get(k);
      m.delete(k);
      m.set(k, v);
      return v;
    },
    set(k, v) {
      m.delete(k);
      m.set(k, v);
      if (m.size > n) m.delete(m.keys().next().value);
    },
    keys: () => [...m.keys()],
  };
};
const c = lru(2);
c.set('a', 1);
c.set('b', 2);
c.get('a');
c.set('c', 3);
console.log(c.keys(), c.get('b'));
const curry =
    (f) =>
    (...a) =>
      a.length >= f.length ? f(...a) : curry(f.bind(null, ...a)),
  tpl =
    (s, ...k) =>
    (o) =>
      s.reduce((r, x, i) => r + x + (i < k.length ? o[k[i]] : ''), '');
console.log(curry((a, b, c) => a * b - c)(2)(3)(4), tpl`Hi ${'who'}, ${'n'} new`({ who: 'Ada', n: 3 }));
const deepEqual = (a, b) =>
  a === b ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    a &&
    b &&
    Object.keys(a).length === Object.keys(b).length &&
    Object.keys(a).every((k) => deepEqual(a[k], b[k])));
console.log(
  deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }),
  deepEqual({ a: 1 }, { a: 2 }),
  deepEqual([1], { 0: 1 }),
);
