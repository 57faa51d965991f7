// Shortest paths, topological order, and a knapsack.
const g = { a: { b: 4, c: 1 }, b: { d: 1 }, c: { b: 2, d: 5 }, d: { e: 3 }, e: {} };
const dist = { a: 0 },
  prev = {},
  done = new Set();
for (;;) {
  const u = Object.keys(dist)
    .filter((k) => !done.has(k))
    .sort((x, y) => dist[x] - dist[y])[0];
  if (!u) break;
  done.add(u);
  for (const [v, w] of Object.entries(g[u]))
    if (!(v in dist) || dist[u] + w < dist[v]) {
      dist[v] = dist[u] + w;
      prev[v] = u;
    }
}
const path = [];
for (let at = 'e'; at; at = prev[at]) path.unshift(at);
console.log(dist, path.join('>'));
const deps = { app: ['ui', 'db'], ui: ['dom'], db: ['net'], net: [], dom: [], cyc: ['cyc2'], cyc2: ['cyc'] };
const topo = (roots) => {
  const out = [],
    state = {};
  const visit = (n, trail) => {
    if (state[n] === 2) return;
    if (state[n] === 1) throw new Error('cycle ' + [...trail, n].join('>'));
    state[n] = 1;
    for (const d of deps[n]) visit(d, [...trail, n]);
    state[n] = 2;
    out.push(n);
  };
  roots.forEach((r) => visit(r, []));
  return out;
};
console.log(topo(['app']));
try {
  topo(['cyc']);
} catch (e) {
  console.log(e.message);
}
const items = [
    [3, 4],
    [4, 5],
    [7, 10],
    [8, 11],
    [9, 13],
  ],
  cap = 17,
  best = Array(cap + 1).fill(0);
for (const [w, v] of items) for (let c = cap; c >= w; c--) best[c] = Math.max(best[c], best[c - w] + v);
console.log(best.join());
const lcs = (a, b) => {
  const t = Array.from({ length: a.length + 1 }, () => Array(b.length + 1).fill(''));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      t[i][j] =
        a[i - 1] === b[j - 1]
          ? t[i - 1][j - 1] + a[i - 1]
          : t[i - 1][j].length >= t[i][j - 1].length
            ? t[i - 1][j]
            : t[i][j - 1];
  return t[a.length][b.length];
};
console.log(lcs('AGGTABQWERTY', 'GXTXAYBWRT'));
const queens = (n, r = 0, c = [], out = []) => {
  if (r === n) out.push(c.join(''));
  else
    for (let x = 0; x < n; x++)
      if (c.every((y, i) => y !== x && Math.abs(y - x) !== r - i)) queens(n, r + 1, [...c, x], out);
  return out;
};
console.log(queens(6), queens(7).length);
