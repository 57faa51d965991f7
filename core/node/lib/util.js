'use strict';
// util (https://nodejs.org/api/util.html). inspect, format and the type tests are native.
const { invalidArgType, nodeError, inspect, format, formatWithOptions, types, nodeMajor } = internal;

const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');
const kCustomPromisifyArgs = Symbol('customPromisifyArgs');

function checkFunction(value, name) {
  if (typeof value !== 'function') throw invalidArgType(name, 'of type function', value);
}

function promisify(original) {
  checkFunction(original, 'original');
  if (original[kCustomPromisify]) {
    const fn = original[kCustomPromisify];
    checkFunction(fn, 'util.promisify.custom');
    return Object.defineProperty(fn, kCustomPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  }
  const names = original[kCustomPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error, ...values) => {
        if (error) return reject(error);
        if (names !== undefined && values.length > 1) {
          const result = {};
          for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
          resolve(result);
        } else {
          resolve(values[0]);
        }
      }]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kCustomPromisify, { value: fn, enumerable: false, writable: false, configurable: true });
  const descriptors = Object.getOwnPropertyDescriptors(original);
  return Object.defineProperties(fn, descriptors);
}
promisify.custom = kCustomPromisify;

function callbackify(original) {
  checkFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgType('last argument', 'of type function', callback);
    const done = callback.bind(this);
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(done, null, value),
      (reason) => process.nextTick(callbackifyRejected, reason, done));
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  Object.defineProperties(callbackified, descriptors);
  return callbackified;
}
function callbackifyRejected(reason, done) {
  if (!reason) { // the callback could not tell it from success
    const error = nodeError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
    error.reason = reason;
    reason = error;
  }
  return done(reason);
}

const warned = new Set();
function deprecate(fn, message, code) {
  if (process.noDeprecation === true) return fn;
  if (code !== undefined && typeof code !== 'string') throw invalidArgType('code', 'of type string', code);
  let done = false;
  function deprecated(...args) {
    if (!done) {
      done = true;
      if (code !== undefined) {
        if (!warned.has(code)) process.emitWarning(message, 'DeprecationWarning', code, deprecated);
        warned.add(code);
      } else {
        process.emitWarning(message, 'DeprecationWarning', deprecated);
      }
    }
    if (new.target) return Reflect.construct(fn, args, new.target);
    return Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

function inherits(constructor, parent) {
  checkFunction(constructor, 'ctor');
  checkFunction(parent, 'superCtor');
  if (parent.prototype === undefined) throw invalidArgType('superCtor.prototype', 'of type object', parent.prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

function debuglog() {
  const log = () => {};
  Object.defineProperty(log, 'enabled', { get: () => false, configurable: true, enumerable: true });
  return log;
}

// --- deep equality (also behind assert.deepStrictEqual) ---

function sameKeys(a, b, keysA, keysB) {
  if (keysA.length !== keysB.length) return false;
  for (const key of keysA) if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
  return true;
}
function enumerableKeys(object) {
  return Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));
}
function isDeepStrictEqual(a, b) {
  return deepEqual(a, b, []);
}
function deepEqual(a, b, seen) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
  if (types.isDate(a)) {
    if (!types.isDate(b) || !Object.is(a.getTime(), b.getTime())) return false;
  } else if (types.isRegExp(a)) {
    if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
  } else if (types.isNativeError(a)) {
    if (a.message !== b.message || a.name !== b.name || !deepEqual(a.cause, b.cause, seen)) return false;
  } else if (types.isBoxedPrimitive(a)) {
    if (!types.isBoxedPrimitive(b) || !Object.is(a.valueOf(), b.valueOf())) return false;
  } else if (types.isWeakMap(a) || types.isWeakSet(a) || types.isPromise(a)) {
    return false;
  }
  for (const [x, y] of seen) if (x === a) return y === b;
  seen.push([a, b]);
  try {
    const keysA = enumerableKeys(a);
    if (!sameKeys(a, b, keysA, enumerableKeys(b))) return false;
    for (const key of keysA) if (!deepEqual(a[key], b[key], seen)) return false;
    if (types.isSet(a)) {
      if (!types.isSet(b) || a.size !== b.size) return false;
      const rest = [...b].filter((value) => !a.has(value));
      for (const value of a) {
        if (b.has(value)) continue;
        const at = rest.findIndex((other) => deepEqual(value, other, seen));
        if (at < 0) return false;
        rest.splice(at, 1);
      }
    }
    if (types.isMap(a)) {
      if (!types.isMap(b) || a.size !== b.size) return false;
      const rest = [...b].filter(([key]) => !a.has(key));
      for (const [key, value] of a) {
        if (b.has(key)) {
          if (!deepEqual(value, b.get(key), seen)) return false;
          continue;
        }
        const at = rest.findIndex(([k, v]) => deepEqual(key, k, seen) && deepEqual(value, v, seen));
        if (at < 0) return false;
        rest.splice(at, 1);
      }
    }
    return true;
  } finally {
    seen.pop();
  }
}

const colors = {
  __proto__: null, reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39],
  blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49],
  bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54], overlined: [53, 55],
  gray: [90, 39], grey: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39],
  magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39],
};
inspect.colors = colors;
inspect.styles = {
  __proto__: null, special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
  string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
};

function styleText(style, text) {
  if (typeof text !== 'string') throw invalidArgType('text', 'of type string', text);
  let out = text;
  for (const name of (Array.isArray(style) ? style : [style]).slice().reverse()) {
    const codes = colors[name];
    if (codes === undefined) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'format' must be one of: ${Object.keys(colors).map((c) => `'${c}'`).join(', ')}. Received ${inspect(name)}`);
    out = `\u001b[${codes[0]}m${out}\u001b[${codes[1]}m`;
  }
  return out;
}

// Terminal control sequences (ECMA-48 CSI and OSC).
function stripVTControlCharacters(text) {
  if (typeof text !== 'string') throw invalidArgType('str', 'of type string', text);
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x1b && text[i + 1] === '[') {
      i += 2;
      while (i < text.length && (text.charCodeAt(i) < 0x40 || text.charCodeAt(i) > 0x7e)) i++;
    } else if (c === 0x1b && text[i + 1] === ']') {
      while (i < text.length && text.charCodeAt(i) !== 0x07) i++;
    } else {
      out += text[i];
    }
  }
  return out;
}

module.exports = {
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isArray: Array.isArray,
  isDeepStrictEqual,
  promisify,
  stripVTControlCharacters,
  styleText,
  toUSVString: (text) => `${text}`.toWellFormed(),
  types,
};
if (typeof TextEncoder === 'function') {
  module.exports.TextEncoder = TextEncoder;
  module.exports.TextDecoder = TextDecoder;
}
if (nodeMajor >= 20) module.exports.aborted = (signal) => new Promise((resolve) => {
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', () => resolve(), { once: true });
});
