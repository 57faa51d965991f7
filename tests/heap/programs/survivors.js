// Churn with survivors: a ring of the last 20000 records, so that a share of each scavenge survives.
const ring = new Array(20000).fill(null);
for (let i = 0; i < 200000; i++) {
  const record = { id: i, tags: [i, i + 1], text: 'r' };
  if (i % 4 === 0) ring[(i >> 2) % ring.length] = record;
}
console.log('ring', ring.filter(Boolean).length);
globalThis.kept = ring;
