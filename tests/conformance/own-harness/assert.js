// What the tests under own/ need of test262's harness, in our own words.
function assert(value, message) {
  if (value !== true) throw new Test262Error(message || 'not true');
}
assert.sameValue = function (actual, expected, message) {
  if (!Object.is(actual, expected)) throw new Test262Error(message || `expected ${String(expected)}, got ${String(actual)}`);
};
assert.throws = function (constructor, f, message) {
  try {
    f();
  } catch (error) {
    if (error.constructor === constructor) return;
    throw new Test262Error(message || `expected a ${constructor.name}, got ${String(error)}`);
  }
  throw new Test262Error(message || `expected a ${constructor.name}, and nothing was thrown`);
};
