// The texts that assert makes of two values.
const assert = require('assert');
function show(name, fn) {
  try { fn(); console.log(name, 'passed'); } catch (error) {
    console.log(`--- ${name}: ${error.name} ${error.code} generated ${error.generatedMessage} operator ${error.operator}\n${error.message}`);
  }
}
show('numbers', () => assert.strictEqual(1, 2));
show('short strings', () => assert.strictEqual('a', 'b'));
show('long strings', () => assert.strictEqual('hello world here', 'hello wurld here'));
show('strings with a newline', () => assert.strictEqual('a\nb\nc', 'a\nx\nc'));
show('type', () => assert.strictEqual(1, '1'));
show('objects', () => assert.deepStrictEqual({ a: 1, b: [1, 2, 3] }, { a: 1, b: [1, 2, 4] }));
show('nested', () => assert.deepStrictEqual({ a: { b: { c: [1, { d: 2 }] } }, z: 'same' }, { a: { b: { c: [1, { d: 3 }] } }, z: 'same' }));
show('arrays', () => assert.deepStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]));
show('missing key', () => assert.deepStrictEqual({ a: 1 }, { a: 1, b: 2 }));
show('extra element', () => assert.deepStrictEqual([1, 2, 3], [1, 3]));
show('same structure', () => assert.strictEqual({ a: 1 }, { a: 1 }));
show('references', () => assert.strictEqual([1], [2]));
show('functions', () => assert.strictEqual(() => 1, () => 2));
show('map', () => assert.deepStrictEqual(new Map([['a', 1]]), new Map([['a', 2]])));
show('set', () => assert.deepStrictEqual(new Set([1, 2]), new Set([1, 3])));
show('dates', () => assert.deepStrictEqual(new Date(0), new Date(1)));
show('prototype', () => assert.deepStrictEqual(Object.create(null), {}));
show('loose', () => assert.deepEqual({ a: 1 }, { a: '2' }));
show('equal', () => assert.equal(1, 2));
show('notEqual', () => assert.notEqual(1, '1'));
show('notStrictEqual', () => assert.notStrictEqual(5, 5));
show('notStrictEqual object', () => { const o = { a: 1 }; assert.notStrictEqual(o, o); });
show('notDeepStrictEqual', () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }));
show('notDeepEqual', () => assert.notDeepEqual([1, 2], [1, 2]));
show('fail', () => assert.fail());
show('fail message', () => assert.fail('boom'));
show('own message', () => assert.strictEqual(1, 1.5, 'not the same'));
show('own error', () => assert.equal(1, 2, new TypeError('mine')));
show('ok', () => assert.ok(0));
show('assert', () => assert(typeof 123 === 'string'));
show('ok message', () => assert(false, 'said'));
show('ok nothing', () => assert.ok());
show('ok long', () => assert.ok([1, 2, 3].includes(4) ||
  (null && 'a, b) c')));
show('match', () => assert.match('abc', /x/));
show('doesNotMatch', () => assert.doesNotMatch('abc', /b/));
show('match type', () => assert.match(5, /x/));
show('ifError', () => assert.ifError(new Error('inner')));
show('ifError value', () => assert.ifError('text'));
show('ifError null', () => assert.ifError(null));
show('missing arguments', () => assert.strictEqual(1));
show('NaN', () => assert.strictEqual(NaN, NaN));
show('zero', () => assert.strictEqual(0, -0));
show('undefined', () => assert.strictEqual(undefined, null));
show('symbols', () => assert.strictEqual(Symbol('a'), Symbol('a')));
show('bigint', () => assert.strictEqual(1n, 2n));
