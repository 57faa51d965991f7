// for, while, do-while with break and continue.
const out = [];
for (let i = 0; ; i++) { if (i % 2) continue; if (i > 6) break; out.push(i); }
let n = 3;
while (n--) out.push('w' + n);
do { out.push('once'); } while (false);
let k = 0;
do { if (k === 1) continue; out.push('d' + k); } while (++k < 3);
for (;;) { break; }
for (let a = 0, b = 3; a < b; a++, b--) out.push(a + '-' + b);
console.log(out.join(' '));
let steps = 0;
for (let x = 27; x !== 1; steps++) x = x % 2 ? 3 * x + 1 : x / 2;
console.log(steps);
