'use strict';
// module (https://nodejs.org/api/module.html): the class of module objects, and what programs ask of the loader.
const { builtinNames, createRequire: nativeRequire, moduleCache, modulePrototype, nodeMajor } = internal;
const { invalidArgValue, validateString } = require('internal/validators');
const notSimulated = require('internal/not_simulated');

// Names that need the prefix node:.
const kPrefixOnly = new Set([...(nodeMajor >= 16 ? ['test'] : []), ...(nodeMajor >= 18 ? ['test/reporters'] : []), ...(nodeMajor >= 20 ? ['sea'] : []), ...(nodeMajor >= 22 ? ['sqlite'] : [])]);
const listed = builtinNames().filter((name) => !kPrefixOnly.has(name)).sort();
const known = new Set([...listed, ...kPrefixOnly]);

function isBuiltin(name) {
  validateString(name, 'moduleName');
  if (name.startsWith('node:')) return known.has(name.slice(5));
  return known.has(name) && !kPrefixOnly.has(name);
}

function createRequire(filename) {
  let path = filename;
  if (filename instanceof URL || (typeof filename === 'string' && filename.startsWith('file:'))) path = require('url').fileURLToPath(filename);
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw invalidArgValue('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
  return nativeRequire(path);
}

function Module(id = '', parent = undefined) {
  this.id = id;
  this.path = require('path').dirname(id);
  this.exports = {};
  this.filename = null;
  this.loaded = false;
  this.children = [];
}
Module.prototype = modulePrototype;
Object.defineProperty(modulePrototype, 'constructor', { value: Module, writable: true, configurable: true, enumerable: false });

const requireFrom = (parent) => nativeRequire(parent?.filename ?? `${process.cwd()}/[eval]`);
Object.assign(Module, {
  builtinModules: Object.freeze(listed),
  _cache: moduleCache,
  _extensions: nativeRequire('/x').extensions,
  _pathCache: { __proto__: null },
  globalPaths: [],
  Module,
  createRequire,
  isBuiltin,
  wrap: (script) => `(function (exports, require, module, __filename, __dirname) { ${script}\n});`,
  _load: (request, parent) => requireFrom(parent)(request),
  _resolveFilename: (request, parent) => requireFrom(parent).resolve(request),
  _nodeModulePaths(from) {
    const parts = from.split('/').filter((part) => part !== '');
    const paths = [];
    for (let i = parts.length; i >= 0; i--) if (parts[i - 1] !== 'node_modules') paths.push(`/${parts.slice(0, i).concat('node_modules').join('/')}`);
    return paths;
  },
  syncBuiltinESMExports() {},
  findSourceMap: () => undefined,
  register: notSimulated('module.register'),
});
Module.wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
if (nodeMajor >= 22) {
  Module.enableCompileCache = () => ({ status: 3 });
  Module.getCompileCacheDir = () => undefined;
  Module.registerHooks = notSimulated('module.registerHooks');
}

module.exports = Module;
