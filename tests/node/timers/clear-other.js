// A timer may clear a later one that is due in the same pass, itself, and what is not a timer.
const b = setTimeout(() => console.log('never b'), 5);
const a = setTimeout(() => { console.log('a'); clearTimeout(c); clearTimeout(a); }, 5);
const c = setTimeout(() => console.log('never c'), 5);
setTimeout(() => { console.log('d'); process.nextTick(() => clearTimeout(e)); }, 5);
const e = setTimeout(() => console.log('never e'), 5);
clearTimeout(b); clearTimeout(b);
for (const x of [undefined, null, 5, 'x', {}, () => 1]) clearTimeout(x);
clearInterval(setTimeout(() => console.log('never f'), 5)); clearImmediate(null);
