// Imports follow the exporter's variable; a namespace object shows the same, sorted, and cannot be changed.
import Counter, { count, increment, total, 'string name' as named } from './lib/counter.mjs';
import * as ns from './lib/counter.mjs';

console.log(count, total, ns.count);
increment();
console.log(count, total, ns.count, named === increment, ns.default === Counter);
console.log(ns);
console.log(Object.keys(ns), Reflect.ownKeys(ns));
console.log(Object.getOwnPropertyDescriptor(ns, 'count'), Object.getPrototypeOf(ns), Object.isExtensible(ns), String(ns[Symbol.toStringTag]));
for (const attempt of [
  () => { count = 1; },
  () => { ns.count = 1; },
  () => { ns.other = 1; },
  () => { delete ns.count; },
  () => Object.defineProperty(ns, 'count', { value: 7 }),
  () => Object.freeze(ns),
]) {
  try {
    console.log(attempt());
  } catch (e) {
    console.log(e.name + ': ' + e.message);
  }
}
console.log(delete ns.other, 'count' in ns, 'other' in ns, ns.other, Object.isFrozen(ns), Object.isSealed(ns));
console.log(JSON.stringify(ns), { ...ns }.total);
