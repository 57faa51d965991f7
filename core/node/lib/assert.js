'use strict';
// assert (https://nodejs.org/api/assert.html).
const { inspect, invalidArgType, nodeError, nodeMajor, types } = internal;
const { invalidArgValue, missingArgs, receivedText, validateFunction, warnOnce } = require('internal/validators');
const callExpression = require('internal/call_expression');
const AssertionError = require('internal/assertion_error');
const { isDeepEqual, isDeepStrictEqual, isPartialStrictEqual } = require('internal/comparisons');

const kNone = Symbol('nothing thrown');

function failWith(details) {
  if (details.message instanceof Error) throw details.message;
  throw new AssertionError(details);
}

// --- truth ---

function falsyMessage(fn) {
  const text = callExpression(fn);
  return text === undefined ? 'The expression evaluated to a falsy value' : `The expression evaluated to a falsy value:\n\n  ${text}\n`;
}
function checkTruth(fn, count, value, message) {
  if (value) return;
  let generated = false;
  if (count === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message === undefined || message === null) {
    generated = true;
    message = falsyMessage(fn);
  } else if (message instanceof Error) {
    throw message;
  }
  const error = new AssertionError({ actual: value, expected: true, message, operator: '==', stackStartFn: fn });
  error.generatedMessage = generated;
  throw error;
}

function ok(...args) {
  checkTruth(ok, args.length, ...args);
}
const assert = ok;

function fail(actual, expected, message, operator, stackStartFn) {
  const count = arguments.length;
  let generated = false;
  if (actual === undefined || actual === null ? count <= 1 : false) {
    message = 'Failed';
    generated = true;
  } else if (count === 1) {
    message = actual;
    actual = undefined;
  } else {
    warnOnce('DEP0094', 'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.',
      'DeprecationWarning', 'DEP0094');
    if (count === 2) operator = '!=';
  }
  if (message instanceof Error) throw message;
  const details = { actual, expected, operator: operator === undefined ? 'fail' : operator, stackStartFn: stackStartFn || fail, message };
  const error = new AssertionError(details);
  if (generated) error.generatedMessage = true;
  throw error;
}

// --- comparisons ---

// name -> [test, operator]
function comparison(name, operator, test) {
  const fn = { [name](actual, expected, message) {
    if (arguments.length < 2) throw missingArgs('actual', 'expected');
    if (!test(actual, expected)) failWith({ actual, expected, message, operator, stackStartFn: fn });
  } }[name];
  return fn;
}
const looselyEqual = (a, b) => a == b || (a !== a && b !== b); // eslint-disable-line eqeqeq

Object.assign(assert, {
  fail,
  ok,
  AssertionError,
  equal: comparison('equal', '==', looselyEqual),
  notEqual: comparison('notEqual', '!=', (a, b) => !looselyEqual(a, b)),
  deepEqual: comparison('deepEqual', 'deepEqual', isDeepEqual),
  notDeepEqual: comparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b)),
  deepStrictEqual: comparison('deepStrictEqual', 'deepStrictEqual', isDeepStrictEqual),
  notDeepStrictEqual: comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b)),
  strictEqual: comparison('strictEqual', 'strictEqual', Object.is),
  notStrictEqual: comparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b)),
});
if (nodeMajor >= 22) assert.partialDeepStrictEqual = comparison('partialDeepStrictEqual', 'partialDeepStrictEqual', isPartialStrictEqual);

// --- throws, rejects ---

// What an error is held against, with only the keys that count.
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      if (actual !== undefined && typeof actual[key] === 'string' && types.isRegExp(object[key]) && object[key].exec(actual[key]) !== null) this[key] = actual[key];
      else this[key] = object[key];
    }
  }
}

function compareKey(actual, expected, key, message, keys, fn) {
  if (key in actual && isDeepStrictEqual(actual[key], expected[key])) return;
  if (message) failWith({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  const error = new AssertionError({
    actual: new Comparison(actual, keys), expected: new Comparison(expected, keys, actual), operator: 'deepStrictEqual', stackStartFn: fn,
  });
  error.actual = actual;
  error.expected = expected;
  error.operator = fn.name;
  throw error;
}

function checkThrown(actual, expected, message, fn) {
  const operator = fn.name;
  let generated = false;
  const isError = (value) => types.isNativeError(value) || value instanceof Error;
  if (typeof expected !== 'function') {
    if (types.isRegExp(expected)) {
      const text = String(actual);
      if (expected.exec(text) !== null) return;
      if (!message) {
        generated = true;
        message = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
      }
      failThrown();
    }
    if (typeof actual !== 'object' || actual === null) {
      const error = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn });
      error.operator = operator;
      throw error;
    }
    const keys = Object.keys(expected);
    if (expected instanceof Error) keys.push('name', 'message');
    else if (keys.length === 0) throw invalidArgValue('error', expected, 'may not be an empty object');
    for (const key of keys) {
      if (typeof actual[key] === 'string' && types.isRegExp(expected[key]) && expected[key].exec(actual[key]) !== null) continue;
      compareKey(actual, expected, key, message, keys, fn);
    }
    return;
  }
  if (expected.prototype !== undefined && actual instanceof expected) return;
  if (expected === Error || Object.prototype.isPrototypeOf.call(Error, expected)) {
    if (!message) {
      generated = true;
      message = `The error is expected to be an instance of "${expected.name}". Received `;
      message += isError(actual) ? `"${actual.name}"` : `"${inspect(actual, { depth: -1 })}"`;
    }
    if (isError(actual) && generated) message += `\n\nError message:\n\n${actual.message}`;
    failThrown();
  }
  const result = Reflect.apply(expected, {}, [actual]);
  if (result === true) return;
  if (!message) {
    generated = true;
    message = `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received ${inspect(result)}`;
    if (isError(actual)) message += `\n\nCaught error:\n\n${actual}`;
  }
  failThrown();

  function failThrown() {
    if (message instanceof Error) throw message;
    const error = new AssertionError({ actual, expected, message, operator, stackStartFn: fn });
    error.generatedMessage = generated;
    throw error;
  }
}

// The optional second argument may be the message.
function readExpectation(actual, [error, message], count) {
  if (typeof error !== 'string') {
    if (error !== undefined && error !== null && typeof error !== 'object' && typeof error !== 'function')
      throw invalidArgType('error', 'of type function or an instance of Error, RegExp, or Object', error);
    return [error, message];
  }
  if (count === 2) throw invalidArgType('error', 'of type function or an instance of Error, RegExp, or Object', error);
  const ambiguous = typeof actual === 'object' && actual !== null ? actual.message === error : actual === error;
  if (ambiguous) {
    throw nodeError(TypeError, 'ERR_AMBIGUOUS_ARGUMENT', typeof actual === 'object' && actual !== null
      ? `The "error/message" argument is ambiguous. The error message "${actual.message}" is identical to the message.`
      : `The "error/message" argument is ambiguous. The error "${actual}" is identical to the message.`);
  }
  return [undefined, error];
}

function expectThrown(fn, actual, args) {
  let [error, message] = args;
  if (actual === kNone) {
    if (typeof error === 'string') [error, message] = [undefined, error];
    let details = '';
    if (error?.name) details += ` (${error.name})`;
    details += message ? `: ${message}` : '.';
    failWith({
      actual: undefined, expected: error, operator: fn.name, stackStartFn: fn,
      message: message instanceof Error ? message : `Missing expected ${fn === assert.rejects ? 'rejection' : 'exception'}${details}`,
    });
  }
  [error, message] = readExpectation(actual, args, args.length);
  if (error) checkThrown(actual, error, message, fn);
}

function hasMatchingError(actual, expected) {
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && actual instanceof expected) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return Reflect.apply(expected, {}, [actual]) === true;
  }
  if (types.isRegExp(expected)) return expected.exec(String(actual)) !== null;
  throw invalidArgType('expected', 'of type function or an instance of RegExp', expected);
}
function expectNotThrown(fn, actual, error, message) {
  if (actual === kNone) return;
  if (typeof error === 'string') [error, message] = [undefined, error];
  if (error && !hasMatchingError(actual, error)) throw actual;
  const details = message ? `: ${message}` : '.';
  failWith({
    actual, expected: error, operator: fn.name, stackStartFn: fn,
    message: `Got unwanted ${fn === assert.doesNotReject ? 'rejection' : 'exception'}${details}\nActual message: "${actual?.message}"`,
  });
}

function thrownBy(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    return error;
  }
  return kNone;
}
async function rejectionOf(promiseOrFunction) {
  let promise;
  if (typeof promiseOrFunction === 'function') {
    promise = promiseOrFunction();
    if (!isThenable(promise)) {
      throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE',
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${receivedText(promise)}.`);
    }
  } else if (isThenable(promiseOrFunction)) {
    promise = promiseOrFunction;
  } else {
    throw invalidArgType('promiseFn', 'of type function or an instance of Promise', promiseOrFunction);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return kNone;
}
const isThenable = (value) => types.isPromise(value) ||
  (value !== null && typeof value === 'object' && typeof value.then === 'function' && typeof value.catch === 'function');

assert.throws = function throws(fn, ...args) {
  expectThrown(throws, thrownBy(fn), args);
};
assert.rejects = async function rejects(promiseFn, ...args) {
  expectThrown(rejects, await rejectionOf(promiseFn), args);
};
assert.doesNotThrow = function doesNotThrow(fn, ...args) {
  expectNotThrown(doesNotThrow, thrownBy(fn), ...args);
};
assert.doesNotReject = async function doesNotReject(promiseFn, ...args) {
  expectNotThrown(doesNotReject, await rejectionOf(promiseFn), ...args);
};

assert.ifError = function ifError(error) {
  if (error === null || error === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof error === 'object' && typeof error.message === 'string') {
    message += error.message.length === 0 && error.constructor ? error.constructor.name : error.message;
  } else {
    message += inspect(error);
  }
  const made = new AssertionError({ actual: error, expected: null, operator: 'ifError', message, stackStartFn: ifError });
  made.generatedMessage = false;
  // The frames where it came from stand before those of the assertion; common ones once.
  if (typeof error?.stack === 'string') {
    const frames = error.stack.split('\n').slice(error.stack.split('\n').findIndex((line) => /^ +at /.test(line)));
    if (/^ +at /.test(frames[0] ?? '')) {
      const own = made.stack.split('\n');
      const first = own.findIndex((line) => /^ +at /.test(line));
      let kept = frames;
      for (const line of first < 0 ? [] : own.slice(first)) {
        const at = frames.indexOf(line);
        if (at < 0) continue;
        kept = frames.slice(0, at);
        break;
      }
      made.stack = `${own.slice(0, first < 0 ? own.length : first).join('\n')}\n${kept.join('\n')}\n${first < 0 ? '' : own.slice(first).join('\n')}`;
    }
  }
  throw made;
};

function matching(name, wanted) {
  const fn = { [name](string, regexp, message) {
    if (!types.isRegExp(regexp)) throw invalidArgType('regexp', 'an instance of RegExp', regexp);
    if (typeof string === 'string' && (regexp.exec(string) !== null) === wanted) return;
    if (message instanceof Error) throw message;
    const generated = !message;
    message ||= typeof string !== 'string'
      ? `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`
      : `${wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression '}` +
        `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
    const error = new AssertionError({ actual: string, expected: regexp, message, operator: name, stackStartFn: fn });
    error.generatedMessage = generated;
    throw error;
  } }[name];
  return fn;
}
assert.match = matching('match', true);
assert.doesNotMatch = matching('doesNotMatch', false);

// --- strict ---

function strict(...args) {
  checkTruth(strict, args.length, ...args);
}
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
