'use strict';
// util (https://nodejs.org/api/util.html). inspect, format and the type tests are native.
const { invalidArgType, nodeError, inspect, format, formatWithOptions, types, nodeMajor } = internal;
const { last, replaceAll } = require('internal/language');

const { invalidArgValue, outOfRange, validateAbortSignal, validateBoolean, validateObject, validateString } = require('internal/validators');
const { isDeepStrictEqual } = require('internal/comparisons');
const systemErrors = require('internal/system_errors');

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
  if (constructor === undefined || constructor === null) throw invalidArgType('ctor', 'of type function', constructor);
  if (parent === undefined || parent === null) throw invalidArgType('superCtor', 'of type function', parent);
  if (parent.prototype === undefined) throw invalidArgType('superCtor.prototype', 'of type object', parent.prototype);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

// Sections that the environment variable NODE_DEBUG names write to stderr.
function debugEnabled(section) {
  const wanted = process.env.NODE_DEBUG;
  if (!wanted) return false;
  return wanted.split(',').some((pattern) =>
    new RegExp(`^${pattern.trim().replace(/[|\\{}()[\]^$+?.]/g, '\\$&').split('*').join('.*')}$`, 'i').test(section));
}
function debuglog(section, callback) {
  section = `${section}`.toUpperCase();
  let enabled;
  const test = () => enabled ??= debugEnabled(section);
  let log = (...args) => {
    if (typeof callback === 'function') callback(write);
    log = write;
    return write(...args);
  };
  const write = (...args) => {
    if (test()) process.stderr.write(format('%s %d: %s\n', section, process.pid, format(...args)));
  };
  const logger = (...args) => log(...args);
  return Object.defineProperty(logger, 'enabled', { get: test, configurable: true, enumerable: true });
}

const colors = {
  __proto__: null, reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39],
  blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49],
  bgYellow: [43, 49], bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54], overlined: [53, 55],
  gray: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39],
  cyanBright: [96, 39], whiteBright: [97, 39], bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49],
  bgBlueBright: [104, 49], bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};
inspect.colors = colors;
inspect.styles = {
  __proto__: null, special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
  string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
};

const aliases = { // other names of colours, not enumerable
  __proto__: null, gray: ['grey', 'blackBright'], bgGray: ['bgGrey', 'bgBlackBright'], dim: ['faint'],
  strikethrough: ['crossedout', 'strikeThrough', 'crossedOut'], hidden: ['conceal'], inverse: ['swapColors', 'swapcolors'],
  doubleunderline: ['doubleUnderline'],
};
for (const [name, others] of Object.entries(aliases)) {
  for (const other of others) {
    Object.defineProperty(colors, other, { get() { return this[name]; }, set(value) { this[name] = value; }, configurable: true, enumerable: false });
  }
}
// From 22 on, and for a single style in 20, a stream that shows no colours gets plain text.
function styleText(style, text, options = {}) {
  if (typeof text !== 'string') throw invalidArgType('text', 'of type string', text);
  const { validateStream = true, stream = process.stdout } = options ?? {};
  validateBoolean(validateStream, 'options.validateStream');
  let plain = false;
  if (validateStream && nodeMajor >= 20) {
    if (stream === null || typeof stream !== 'object' || typeof stream.write !== 'function')
      throw invalidArgType('stream', 'an instance of ReadableStream, WritableStream, or Stream', stream);
    plain = !(stream.isTTY || (process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0')) && (nodeMajor >= 22 || !Array.isArray(style));
  }
  let out = text;
  for (const name of (Array.isArray(style) ? style : [style]).slice().reverse()) {
    if (nodeMajor >= 22 && name === 'none') continue;
    const codes = colors[name];
    if (codes === undefined) {
      const allowed = Object.keys(colors);
      if (nodeMajor >= 24) for (const list of Object.values(aliases)) allowed.push(...list.filter((alias) => !allowed.includes(alias)));
      throw invalidArgValue('format', name, `must be one of: ${allowed.map((c) => `'${c}'`).join(', ')}`);
    }
    // What ends inside the text would end this style too: it is begun again.
    const close = `\u001b[${codes[1]}m`;
    out = `\u001b[${codes[0]}m${out.replaceAll(close, () => nodeMajor >= 24 ? `\u001b[${codes[0]}m` : close)}${close}`;
  }
  return plain ? text : out;
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

// --- errors of the system ---

function checkErrno(number) {
  if (typeof number !== 'number') throw invalidArgType('err', 'of type number', number);
  if (number >= 0 || !Number.isSafeInteger(number)) throw outOfRange('err', 'a negative integer', number);
}
function getSystemErrorName(number) {
  checkErrno(number);
  return systemErrors.nameOf(number);
}
function getSystemErrorMessage(number) {
  checkErrno(number);
  return systemErrors.byNumber.get(number)?.[1];
}

// Resolves once the signal is aborted, unless the resource was collected before.
async function aborted(signal, resource) {
  if (nodeMajor >= 24) {
    if (!(signal instanceof AbortSignal)) throw Object.assign(new TypeError('signal is not of type AbortSignal.'), { code: 'ERR_INVALID_ARG_TYPE' });
  } else {
    if (signal === undefined) throw invalidArgType('signal', 'an instance of AbortSignal', signal);
    validateAbortSignal(signal, 'signal');
  }
  validateObject(resource, 'resource', { nullable: false, functions: true, array: true });
  if (signal.aborted) return undefined;
  return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  for (const key of Object.keys(source).reverse()) target[key] = source[key];
  return target;
}

function log(...args) {
  const now = new Date();
  const two = (n) => `${n}`.padStart(2, '0');
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][now.getMonth()];
  console.log('%s - %s', `${now.getDate()} ${month} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`, format(...args));
}

// KEY=value lines, as in a file for --env-file.
function parseEnv(content) {
  validateString(content, 'content');
  const result = {};
  const line = /^[ \t]*(?:export[ \t]+)?([^\s=#][^\n=]*?)[ \t]*=[ \t]*("[^"]*"|'[^']*'|`[^`]*`|[^\n#]*)/gm;
  for (const [, key, value] of replaceAll(content, '\r\n', '\n').matchAll(line)) {
    const quote = '"\'`'.includes(value[0]) && value.length > 1 && last(value) === value[0] ? value[0] : '';
    let text = quote ? value.slice(1, -1) : value.trim();
    if (quote === '"') text = replaceAll(text, '\\n', '\n');
    result[key] = text;
  }
  return result;
}

function getCallSites(count = 8, options = undefined) {
  if (typeof count === 'object' && count !== null) [count, options] = [8, count];
  if (typeof count !== 'number') throw invalidArgType('frameCount', 'of type number', count);
  if (count < 1 || count > 200) throw outOfRange('frameCount', '>= 1 && <= 200', count);
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = count;
  Error.captureStackTrace(holder, getCallSites);
  Error.stackTraceLimit = limit;
  return holder.stack.split('\n').slice(1).map((line) => {
    const [, name = '', scriptName, lineNumber, column] = /^ +at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(line) ?? [];
    const functionName = name === 'Object.<anonymous>' ? '' : name.replace(/^.*[. ]/, '');
    return { __proto__: null, functionName, scriptId: '0', scriptName, lineNumber: +lineNumber, columnNumber: +column, column: +column };
  });
}

const notSimulated = (name) => () => { throw new TypeError(`util.${name} is not simulated yet`); };

module.exports = {
  _errnoException: (number, syscall, original) => systemErrors.errnoException(number, syscall, original),
  _exceptionWithHostPort: systemErrors.exceptionWithHostPort,
  _extend,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  styleText,
  formatWithOptions,
  getSystemErrorMap: () => new Map([...systemErrors.byNumber].map(([number, [name, text]]) => [number, [name, text]])),
  getSystemErrorName,
  inherits,
  inspect,
  isArray: Array.isArray,
  isDeepStrictEqual,
  promisify,
  stripVTControlCharacters,
  toUSVString: (text) => `${text}`.toWellFormed(),
  transferableAbortSignal: notSimulated('transferableAbortSignal'),
  transferableAbortController: notSimulated('transferableAbortController'),
  aborted,
  types,
};
if (nodeMajor >= 22) Object.assign(module.exports, { getCallSites, getSystemErrorMessage });
if (nodeMajor < 23) {
  // Deprecated tests of one value, gone in 23.
  Object.assign(module.exports, {
    isBoolean: (value) => typeof value === 'boolean',
    isBuffer: (value) => Buffer.isBuffer(value),
    isNull: (value) => value === null,
    isNullOrUndefined: (value) => value === null || value === undefined,
    isNumber: (value) => typeof value === 'number',
    isString: (value) => typeof value === 'string',
    isSymbol: (value) => typeof value === 'symbol',
    isUndefined: (value) => value === undefined,
    isRegExp: types.isRegExp,
    isObject: (value) => value !== null && typeof value === 'object',
    isDate: types.isDate,
    isError: (value) => types.isNativeError(value) || value instanceof Error,
    isFunction: (value) => typeof value === 'function',
    isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'),
    log,
  });
}
// Made at their first use.
const lazy = (name, make) => Object.defineProperty(module.exports, name, {
  configurable: true, enumerable: true,
  get() {
    const value = make();
    Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
    return value;
  },
});
if (nodeMajor >= 20) module.exports.parseEnv = parseEnv;
if (nodeMajor >= 18) {
  lazy('parseArgs', () => require('internal/parse_args'));
  lazy('MIMEType', () => require('internal/mime').MIMEType);
  lazy('MIMEParams', () => require('internal/mime').MIMEParams);
}
lazy('TextDecoder', () => require('buffer').TextDecoder ?? globalThis.TextDecoder);
lazy('TextEncoder', () => require('buffer').TextEncoder ?? globalThis.TextEncoder);
if (nodeMajor >= 22) {
  module.exports.isArray = deprecate(Array.isArray, 'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.', 'DEP0044');
  module.exports._extend = deprecate(_extend, 'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060');
}
