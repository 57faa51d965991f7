// export * leaves out default and names that clash; export * as makes a namespace.
import * as stars from './lib/stars.mjs';
import * as clash from './lib/clash.mjs';
import fs, { readFileSync } from 'node:fs';

console.log(Object.keys(stars), Object.keys(clash));
console.log(stars.counter.increment === stars.increment, stars.Counter.name, stars.readFileSync === readFileSync, fs.readFileSync === readFileSync);
