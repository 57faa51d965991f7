assert.compareArray = function (actual, expected) {
  assert.sameValue(actual.length, expected.length);
  expected.forEach((value, i) => assert.sameValue(actual[i], value));
};
