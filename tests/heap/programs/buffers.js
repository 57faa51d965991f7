// Buffers: their bytes are outside of the heap and counted apart; half of them is kept.
const kept = [];
for (let i = 0; i < 2000; i++) {
  const buffer = Buffer.alloc(16384, i & 255);
  if (i % 2 === 0) kept.push(buffer);
}
console.log('bytes', kept.reduce((sum, buffer) => sum + buffer.length, 0));
globalThis.kept = kept;
