// import(): namespaces, errors, and how many microtasks a module that is there already takes.
let round = 0;
const rounds = (n) => {
  let p = Promise.resolve();
  round = 0;
  for (let i = 1; i <= n; ++i) p = p.then(() => { round = i; });
  return p;
};
const ns = await import('./lib/counter.mjs');
console.log(ns === await import('./lib/counter.mjs'), ns.count, typeof ns.default);
const counted = rounds(30);
const again = import('./lib/counter.mjs').then(() => console.log('known module after', round));
const missing = import('./lib/nothing.mjs').catch((e) => console.log(e.code, 'after', round));
await counted;
await Promise.all([again, missing]);
for (let i = 0; i < 2; ++i) await import('./lib/throws.mjs').catch((e) => console.log(e.name, e.message));
await import('./lib/syntax.mjs').catch((e) => console.log(e.name, e.message));
await import('./lib/missing-name.mjs').catch((e) => console.log(e.name, e.message));
await import({ toString() { throw new RangeError('no name'); } }).catch((e) => console.log(e.name, e.message));
console.log((await import('./lib/waits.mjs')).value);
console.log((await eval("import('./lib/beside.mjs')")).beside, (await new Function("return import('./lib/beside.mjs')")()).beside);
