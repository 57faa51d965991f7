// assert.throws, rejects and their opposites, with every kind of expectation.
const assert = require('assert');
function show(name, fn) {
  try { fn(); console.log(name, 'passed'); } catch (error) {
    console.log(`--- ${name}: ${error.name} ${error.code} generated ${error.generatedMessage} operator ${error.operator}\n${error.message}`);
  }
}
const boom = () => { throw new TypeError('boom'); };
show('throws', () => assert.throws(boom));
show('class', () => assert.throws(boom, TypeError));
show('wrong class', () => assert.throws(boom, RangeError));
show('regexp', () => assert.throws(boom, /^TypeError: boom$/));
show('wrong regexp', () => assert.throws(boom, /bang/));
show('object', () => assert.throws(boom, { name: 'TypeError', message: 'boom' }));
show('object with regexp', () => assert.throws(boom, { message: /oo/ }));
show('wrong object', () => assert.throws(boom, { name: 'TypeError', message: 'bang' }));
show('error object', () => assert.throws(boom, new TypeError('boom')));
show('wrong error object', () => assert.throws(boom, new Error('boom')));
show('validation', () => assert.throws(boom, (e) => e instanceof TypeError));
show('wrong validation', () => assert.throws(boom, (e) => e.message === 'x'));
show('named validation', () => assert.throws(boom, function check() { return 1; }));
show('nothing thrown', () => assert.throws(() => {}));
show('nothing thrown, class', () => assert.throws(() => {}, TypeError));
show('nothing thrown, message', () => assert.throws(() => {}, 'wanted it'));
show('nothing thrown, both', () => assert.throws(() => {}, TypeError, 'wanted it'));
show('own message', () => assert.throws(boom, RangeError, 'said'));
show('ambiguous', () => assert.throws(boom, 'boom'));
show('value thrown', () => assert.throws(() => { throw 5; }, { message: 'x' }));
show('empty object', () => assert.throws(boom, {}));
show('bad expectation', () => assert.throws(boom, 5));
show('no function', () => assert.throws('x'));
show('doesNotThrow', () => assert.doesNotThrow(() => {}));
show('does throw', () => assert.doesNotThrow(boom));
show('does throw with message', () => assert.doesNotThrow(boom, 'oh'));
(async () => {
  const later = async (name, promise) => {
    try { await promise; console.log(name, 'passed'); } catch (error) { console.log(`--- ${name}: ${error.name} ${error.code}\n${error.message}`); }
  };
  await later('rejects', assert.rejects(Promise.reject(new Error('no')), /no/));
  await later('rejects function', assert.rejects(async () => { throw new TypeError('x'); }, TypeError));
  await later('does not reject', assert.rejects(Promise.resolve(1)));
  await later('doesNotReject', assert.doesNotReject(Promise.resolve(1)));
  await later('rejected', assert.doesNotReject(Promise.reject(new Error('no'))));
  await later('no promise', assert.rejects(() => 5));
  await later('wrong type', assert.rejects(5));
})();
