// Labels let break and continue leave more than one loop, and break leave a block.
const found = [];
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    if (j === 2) continue outer;
    if (i === 3) break outer;
    found.push(`${i}${j}`);
  }
}
console.log(found.join(' '));
block: { console.log('in'); if (found.length) break block; console.log('never'); }
a: b: for (const x of [1, 2]) { for (const y of [1, 2]) { if (y === 2) continue a; console.log(x, y); } }
let log = [];
top: while (true) {
  try { log.push('try'); if (log.length > 2) break top; continue top; } finally { log.push('finally'); }
}
console.log(log.join());
sw: switch (1) { case 1: for (;;) break sw; }
function f() { lab: { try { return 'returned'; } finally { break lab; } } return 'after'; }
console.log(f());
