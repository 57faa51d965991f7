// The module named module.
const Module = require('module');
console.log(Module.isBuiltin('fs'), Module.isBuiltin('node:fs'), Module.isBuiltin('node:test'), Module.isBuiltin('test'), Module.isBuiltin('nope'), Module.builtinModules.includes('stream'));
const require2 = Module.createRequire(__filename);
console.log(require2('path') === require('path'), require2.resolve('fs'), module instanceof Module, module.constructor === Module, Module.Module === Module);
try { Module.createRequire('relative'); } catch (e) { console.log(e.code, e.message); }
try { require2('./not-there'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
console.log(Module._nodeModulePaths('/a/b'), Module.wrap('x'), Object.keys(Module._extensions), Module._cache === require.cache, Module._resolveFilename('fs'));
