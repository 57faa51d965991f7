// A lot of short-lived objects around a few that stay: the collector must keep exactly those.
const kept = [];
let junk = null;
for (let i = 0; i < 60000; i++) {
  junk = { i, next: i % 100 ? junk : null, text: 'n' + i, list: [i, i + 1] };
  if (i % 6000 === 0) kept.push({ i, holder: junk, map: new Map([[i, { deep: [i] }]]), f: () => junk.i + i });
}
console.log(kept.length, kept.map((k) => k.i + k.holder.i + k.map.get(k.i).deep[0]).join(), kept[3].f());
const tree = (d) => (d ? { l: tree(d - 1), r: tree(d - 1) } : { leaf: 1 }),
  count = (t) => t.leaf ?? count(t.l) + count(t.r);
for (let i = 0; i < 20; i++) tree(8);
console.log(count(tree(10)));
const ring = [];
for (let i = 0; i < 5000; i++) ring[i % 50] = { i, prev: ring[(i + 49) % 50]?.i };
console.log(ring.map((r) => r.i - r.prev).join(''));
