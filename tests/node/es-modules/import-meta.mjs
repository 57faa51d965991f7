// import.meta is an object of the module's own.
import { createRequire, builtinModules, isBuiltin } from 'node:module';
import path from 'node:path';

console.log(path.basename(import.meta.url), path.basename(import.meta.filename), import.meta.dirname === path.dirname(import.meta.filename), Object.getPrototypeOf(import.meta));
console.log(path.basename(import.meta.resolve('./lib/nothing.mjs')), import.meta.resolve('fs'), import.meta.resolve('node:path'));
import.meta.mine = 1;
console.log(import.meta.mine, import.meta === import.meta, Object.keys(import.meta).filter((k) => k !== 'main'));
const require = createRequire(import.meta.url);
console.log(require('./lib/literal.cjs').e, require('./lib/data.json').answer, require('path') === path);
console.log(builtinModules.includes('fs'), isBuiltin('node:fs'), isBuiltin('fs'), isBuiltin('nothing'));
try {
  createRequire('./relative');
} catch (e) {
  console.log(e.code, e.message);
}
