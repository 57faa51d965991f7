'use strict';
// What Node's functions say of arguments that they do not take, and errors that several modules share.
const { invalidArgType, nodeError, inspect, nodeMajor } = internal;

const kShownMost = 128; // characters of a value in ERR_INVALID_ARG_VALUE

// Whole numbers beyond 2 ** 32 are shown in groups of three digits.
function grouped(digits) {
  let out = '';
  let end = digits.length;
  const start = digits[0] === '-' ? 1 : 0;
  for (; end >= start + 4; end -= 3) out = `_${digits.slice(end - 3, end)}${out}`;
  return digits.slice(0, end) + out;
}

function outOfRange(name, range, received) {
  let shown;
  if (Number.isInteger(received) && Math.abs(received) > 2 ** 32) shown = grouped(String(received));
  else if (typeof received === 'bigint') shown = `${received > 2n ** 32n || received < -(2n ** 32n) ? grouped(String(received)) : received}n`;
  else shown = inspect(received);
  return nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
}

function invalidArgValue(name, value, reason = 'is invalid') {
  let shown = inspect(value);
  if (shown.length > kShownMost) shown = `${shown.slice(0, kShownMost)}...`;
  const kind = name.includes('.') ? 'property' : 'argument';
  return nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${shown}`);
}

function missingArgs(...names) {
  const quoted = names.map((name) => Array.isArray(name) ? name.map((n) => `"${n}"`).join(' or ') : `"${name}"`);
  const last = quoted.pop();
  const list = quoted.length === 0 ? `${last} argument` : `${quoted.join(', ')}${quoted.length > 1 ? ',' : ''} and ${last} arguments`;
  return nodeError(TypeError, 'ERR_MISSING_ARGS', `The ${list} must be specified`);
}

function invalidThis(type) {
  return nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${type}`);
}

function validateString(value, name) {
  if (typeof value !== 'string') throw invalidArgType(name, 'of type string', value);
}
function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw invalidArgType(name, 'of type boolean', value);
}
function validateFunction(value, name) {
  if (typeof value !== 'function') throw invalidArgType(name, 'of type function', value);
}
// A callback: before 18 it had an error of its own.
function validateCallback(value, name = 'callback') {
  if (typeof value === 'function') return;
  if (nodeMajor >= 18) throw invalidArgType(name, 'of type function', value);
  throw nodeError(TypeError, 'ERR_INVALID_CALLBACK', `Callback must be a function. Received ${inspect(value)}`);
}
function validateNumber(value, name, min = undefined, max = undefined) {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if ((min !== undefined && value < min) || (max !== undefined && value > max) || ((min !== undefined || max !== undefined) && Number.isNaN(value))) {
    const low = min !== undefined ? `>= ${min}` : '';
    const high = max !== undefined ? `<= ${max}` : '';
    throw outOfRange(name, low && high ? `${low} && ${high}` : low + high, value);
  }
}
function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}
const validateInt32 = (value, name, min = -2147483648, max = 2147483647) => validateInteger(value, name, min, max);
const validateUint32 = (value, name, positive = false) => validateInteger(value, name, positive ? 1 : 0, 4294967295);
function validateObject(value, name, { nullable = false, array = false, functions = false } = {}) {
  if ((value === null && nullable) || (typeof value === 'object' && value !== null && (array || !Array.isArray(value)))) return;
  if (functions && typeof value === 'function') return;
  throw invalidArgType(name, 'of type object', value);
}
function validateArray(value, name, least = 0) {
  if (!Array.isArray(value)) throw invalidArgType(name, 'an instance of Array', value);
  if (value.length < least) throw invalidArgValue(name, value, `must be longer than ${least}`);
}
function validateOneOf(value, name, allowed) {
  if (allowed.includes(value)) return;
  const list = allowed.map((one) => typeof one === 'string' ? `'${one}'` : String(one)).join(', ');
  throw invalidArgValue(name, value, `must be one of: ${list}`);
}
function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) throw invalidArgType(name, 'an instance of AbortSignal', signal);
}
function validatePort(port, name = 'Port', allowZero = true) {
  const valid = (typeof port === 'number' || typeof port === 'string') && !(typeof port === 'string' && port.trim().length === 0) &&
    +port === (+port >>> 0) && port <= 0xffff && !(port === 0 && !allowZero);
  if (!valid) {
    throw nodeError(RangeError, 'ERR_SOCKET_BAD_PORT',
      `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${nodeMajor >= 12 ? receivedText(port) : port}.`);
  }
  return port | 0;
}
// "type string ('x')", as errors about arguments end.
function receivedText(value) {
  const { message } = invalidArgType('x', 'y', value);
  return message.slice(message.indexOf('Received ') + 9);
}

function abortError(signal) {
  const error = new Error('The operation was aborted', signal?.reason !== undefined ? { cause: signal.reason } : undefined);
  error.code = 'ABORT_ERR';
  error.name = 'AbortError';
  return error;
}

// Deprecations and experiments are told once a process.
const warnedOnce = new Set();
function warnOnce(key, ...warning) {
  if (warnedOnce.has(key)) return;
  warnedOnce.add(key);
  process.emitWarning(...warning);
}
const warnExperimental = (feature) =>
  warnOnce(feature, `${feature} is an experimental feature and might change at any time`, 'ExperimentalWarning');

module.exports = {
  abortError, invalidArgType, invalidArgValue, invalidThis, missingArgs, nodeError, outOfRange, receivedText, validateAbortSignal, validateArray,
  validateBoolean, validateCallback, validateFunction, validateInt32, validateInteger, validateNumber, validateObject, validateOneOf,
  validatePort, validateString, validateUint32, warnExperimental, warnOnce,
};
