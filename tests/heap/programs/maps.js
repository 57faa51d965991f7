// Maps: tables that grow by doubling, so that each growth leaves a dead table behind.
const byKey = new Map();
for (let i = 0; i < 60000; i++) byKey.set('key' + i, { value: i });
const sets = [];
for (let i = 0; i < 2000; i++) sets.push(new Set([i, i + 1, i + 2, i + 3, i + 4, i + 5]));
console.log('entries', byKey.size, sets.length);
globalThis.kept = [byKey, sets];
