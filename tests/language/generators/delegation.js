// yield* hands everything through: values in and out, throw, return, and the result.
function* inner() {
  try {
    const x = yield 'i1';
    console.log('inner got', x);
    yield 'i2';
    return 'inner result';
  } catch (e) {
    console.log('inner caught', e);
    return 'after catch';
  } finally {
    console.log('inner finally');
  }
}
function* outer() {
  const r = yield* inner();
  console.log('outer got', r);
  yield* [7, 8];
  yield* 'xy';
  return 'done';
}
let it = outer();
console.log(it.next(), it.next('X'), it.next(), it.next(), it.next(), it.next(), it.next());
it = outer();
it.next();
console.log(it.throw('T'));
it = outer();
it.next();
console.log(it.return('R'), it.next());
const manual = { [Symbol.iterator]: () => ({ next: (v) => ({ value: 'm' + v, done: false }) }) };
function* overManual() {
  yield* manual;
}
it = overManual();
it.next('a');
console.log(it.next('b'));
try {
  it.throw(1);
} catch (e) {
  console.log(e.message);
}
try {
  [
    ...(function* () {
      yield* 5;
    })(),
  ];
} catch (e) {
  console.log(e.message);
}
