// What is deeply equal, strictly and loosely.
const assert = require('assert');
const util = require('util');
const pass = (fn) => { try { fn(); return true; } catch { return false; } };
const cyclic = () => { const o = { a: 1 }; o.self = o; return o; };
const cases = {
  'numbers': [1, 1], 'number and text': [1, '1'], 'NaN': [NaN, NaN], 'zeros': [0, -0], 'null undefined': [null, undefined],
  'dates': [new Date(5), new Date(5)], 'regexps': [/a/g, /a/i], 'same regexps': [/a/g, /a/g], 'arrays': [[1, [2]], [1, [2]]], 'array object': [[], {}],
  'holes': [[1, , 3], [1, undefined, 3]], 'order of keys': [{ a: 1, b: 2 }, { b: 2, a: 1 }], 'undefined key': [{ a: undefined }, {}],
  'symbols': [{ [Symbol.for('x')]: 1 }, { [Symbol.for('x')]: 2 }], 'sets': [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])],
  'set loose': [new Set([1]), new Set(['1'])], 'maps': [new Map([[{ k: 1 }, 'v']]), new Map([[{ k: 1 }, 'v']])], 'map values': [new Map([['a', 1]]), new Map([['a', '1']])],
  'errors': [new Error('a'), new Error('a')], 'errors differ': [new Error('a'), new TypeError('a')], 'boxed': [new Number(1), new Number(1)], 'boxed differ': [new String('a'), new String('b')],
  'typed': [new Uint8Array([1, 2]), new Uint8Array([1, 2])], 'typed differ': [new Uint8Array([1]), new Int8Array([1])], 'buffers': [Buffer.from('ab'), Buffer.from('ab')],
  'classes': [new (class A { x = 1; })(), { x: 1 }], 'null prototype': [{ __proto__: null, a: 1 }, { a: 1 }], 'cycles': [cyclic(), cyclic()], 'functions': [() => 1, () => 1],
  'bigints': [1n, 1n], 'bigint number': [1n, 1], 'arguments': [(function() { return arguments; })(1), [1]], 'nested maps': [new Map([[1, new Set([[2]])]]), new Map([[1, new Set([[2]])]])],
  'non-index keys': [Object.assign([1], { x: 1 }), [1]], 'buffers of bytes': [new ArrayBuffer(2), new ArrayBuffer(3)],
};
for (const [name, [a, b]] of Object.entries(cases)) {
  console.log(name.padEnd(20), 'loose', pass(() => assert.deepEqual(a, b)), 'strict', pass(() => assert.deepStrictEqual(a, b)), util.isDeepStrictEqual(a, b), 'not', pass(() => assert.notDeepStrictEqual(a, b)));
}
