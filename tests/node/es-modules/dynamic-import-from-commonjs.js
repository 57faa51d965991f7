// import() in CommonJS: when the body runs and when the promise settles, counted in microtasks.
// node: 22 24
let round = 0;
let chain = Promise.resolve();
for (let i = 1; i <= 40; ++i) chain = chain.then(() => { round = i; });
const log = console.log;
console.log = (...a) => log(round, ...a);
import('./lib/beside.mjs').then((ns) => console.log('beside', ns));
import('node:fs').then((ns) => console.log('fs', typeof ns.default.readFile));
import('./lib/cycle-free.cjs').catch((e) => console.log(e.code));
import('./lib/literal.cjs').then((ns) => console.log(Object.keys(ns).filter((k) => k !== 'module.exports')));
process.nextTick(() => console.log('tick'));
