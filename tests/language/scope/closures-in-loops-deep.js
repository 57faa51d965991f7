// Closures over variables of nested loops, of switch cases and of catch clauses.
const fs = [];
for (let i = 0; i < 2; i++) { for (let j = 0; j < 2; j++) { let k = i * 10 + j; fs.push(() => [i, j, k++].join('/')); } }
console.log(fs.map((f) => f()).join(' '), fs.map((f) => f()).join(' '));
const gs = [];
switch (1) { case 1: let a = 'case'; gs.push(() => a); case 2: a += '!'; gs.push(() => a); }
try { throw { e: 1 }; } catch (err) { gs.push(() => err.e); err.e = 2; }
let w = 0; while (w < 2) { const c = w; gs.push(() => c); w++; }
for (const x of [7, 8]) { gs.push(() => x); }
for (const { p, q = p + 1 } of [{ p: 1 }, { p: 5, q: 0 }]) gs.push(() => p + '-' + q);
console.log(gs.map((g) => g()));
const counter = ((n) => () => n++)(10); counter(); console.log(counter());
function outer(x) { return { set(v) { x = v; }, get: () => x, args: () => arguments[0] }; }
const o = outer(1); o.set(2); console.log(o.get(), o.args());
