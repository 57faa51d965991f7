// What an importer may name of a CommonJS file is what its text shows; the default is module.exports.
import common, { assigned, quoted, defined, last } from './lib/common.cjs';
import * as all from './lib/common.cjs';
import literal, { a, b, c } from './lib/literal.cjs';
import called, { property } from './lib/function.cjs';
import * as reexport from './lib/reexport.cjs';

const keys = (ns) => Object.keys(ns).filter((k) => k !== 'module.exports');
console.log(assigned, quoted, defined, last, common.hidden);
console.log(keys(all), all.default === common, a, b, c, literal.e);
console.log(called.name, property, keys(reexport), reexport.default === common);
await import('./lib/literal.cjs').then((ns) => console.log(keys(ns)));
