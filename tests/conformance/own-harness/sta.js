class Test262Error extends Error {}
function $DONOTEVALUATE() {
  throw new Error('a text that must not parse was run');
}
