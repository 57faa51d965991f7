// A cache with a bound: entries live long enough to be promoted, then are thrown out. Garbage in old space.
const cache = new Map();
const limit = 5000;
let hits = 0, seed = 1;
for (let i = 0; i < 60000; i++) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  const key = (seed >>> 8) % 20000;
  if (cache.has(key)) { hits++; continue; }
  cache.set(key, { key, body: new Array(20).fill(i), at: i });
  if (cache.size > limit) cache.delete(cache.keys().next().value);
}
console.log('cache', cache.size, hits > 0);
globalThis.kept = cache;
