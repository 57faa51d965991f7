'use strict';
// vm (https://nodejs.org/api/vm.html), its basic half: texts run in this realm. A context is an object whose properties
// the text sees as its globals; it has no built-ins of its own, so Array and the like are those of this realm.
const { compileFunction: nativeCompile, compileScript, contextGc, invalidArgType } = internal;
const { fromEntries } = require('internal/language');
const { validateArray, validateObject, validateString } = require('internal/validators');
const notSimulated = require('internal/not_simulated');

const contexts = new WeakSet();

const nameFrom = (options) => {
  if (typeof options === 'string') return options;
  if (options === undefined) return 'evalmachine.<anonymous>';
  validateObject(options, 'options');
  if (options.filename !== undefined) validateString(options.filename, 'options.filename');
  return options.filename ?? 'evalmachine.<anonymous>';
};

// Names that a context does not have: the language's own are found all the same.
const kLanguage = new Set(['Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String', 'Symbol', 'Date', 'Promise',
  'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Intl', 'ArrayBuffer', 'Atomics',
  'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array',
  'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'FinalizationRegistry', 'decodeURI', 'decodeURIComponent', 'encodeURI',
  'encodeURIComponent', 'escape', 'unescape', 'eval', 'isFinite', 'isNaN', 'SharedArrayBuffer', 'Iterator']);

const silentConsole = fromEntries(['debug', 'error', 'info', 'log', 'warn', 'dir', 'trace', 'table', 'assert', 'count', 'group', 'groupEnd', 'time', 'timeEnd'].map((name) => [name, () => {}]));

// What `typeof` asks for in the text is undefined where it is not there; any other use of an unknown name throws.
function scopeOf(object, text) {
  const asked = new Set([...text.matchAll(/\btypeof\s*\(?\s*([\w$]+)/g)].map(([, name]) => name));
  return new Proxy(object, {
    has: (target, key) => typeof key === 'string' && key !== kScope && key !== kText,
    get(target, key) {
      if (key === Symbol.unscopables) return undefined;
      if (key in target) return target[key];
      if (key === 'globalThis') return target;
      if (key === 'gc' && contextGc()) return contextGc();
      if (key === 'console') return silentConsole; // V8's own, which only an inspector hears
      if (kLanguage.has(key)) return globalThis[key];
      if (asked.has(key)) return undefined;
      throw new ReferenceError(`${String(key)} is not defined`);
    },
  });
}

function createContext(object = {}) {
  validateObject(object, 'contextObject', { functions: true, array: true });
  contexts.add(object);
  return object;
}
function isContext(object) {
  validateObject(object, 'object', { functions: true, array: true });
  return contexts.has(object);
}
const kScope = '__tickscope_scope', kText = '__tickscope_text'; // names that no text has
const runScoped = nativeCompile(`with (${kScope}) { return eval(${kText}); }`, 'vm', kScope, kText);
function runIn(object, text) {
  if (!contexts.has(object)) throw invalidArgType('contextifiedObject', 'an vm.Context', object);
  return Reflect.apply(runScoped, object, [scopeOf(object, text), text]);
}

class Script {
  #text; #name;
  constructor(code, options = {}) {
    this.#text = `${code}`;
    this.#name = nameFrom(options);
    compileScript(this.#text, this.#name); // errors of syntax show here
  }
  runInThisContext() { return compileScript(this.#text, this.#name)(); }
  runInContext(object) { return runIn(object, this.#text); }
  runInNewContext(object, options) { return this.runInContext(createContext(object)); }
  createCachedData() { return Buffer.alloc(0); }
}

function compileFunction(code, parameters = [], options = {}) {
  validateString(code, 'code');
  validateArray(parameters, 'params');
  parameters.forEach((parameter, i) => validateString(parameter, `params[${i}]`));
  return nativeCompile(code, options.filename ?? '', ...parameters);
}

module.exports = {
  Script,
  createContext,
  createScript: (code, options) => new Script(code, options),
  runInContext(code, object, options) {
    validateObject(object, 'contextifiedObject', { functions: true, array: true });
    return new Script(code, options).runInContext(object);
  },
  runInNewContext: (code, object, options) => new Script(code, options).runInNewContext(object),
  runInThisContext: (code, options) => new Script(code, options).runInThisContext(),
  isContext,
  compileFunction,
  measureMemory: notSimulated('vm.measureMemory'),
  constants: Object.freeze({ __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default') }),
};
