// Short-lived garbage: nothing outlives its turn of the loop, so scavenges find almost nothing to copy.
let checksum = 0;
globalThis.last = null;
for (let i = 0; i < 200000; i++) {
  globalThis.last = { x: i, y: i + 1, name: 'p', tags: [i, i] };
  checksum = (checksum + globalThis.last.x) | 0;
}
console.log('checksum', checksum);
