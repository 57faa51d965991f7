// A .js file of no declared type that only an ES module can be.
import { count } from './lib/counter.mjs';
console.log(count, typeof require, this);
await null;
console.log('awaited');
