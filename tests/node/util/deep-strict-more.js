// util.isDeepStrictEqual, further.
const { isDeepStrictEqual: same } = require('util');
const a = { x: [1, { y: new Map([['k', new Set([1, 2])]]) }] };
console.log(same(a, { x: [1, { y: new Map([['k', new Set([2, 1])]]) }] }), same(a, { x: [1, { y: new Map([['k', new Set([2, 3])]]) }] }));
console.log(same([1, 2, [3]], [1, 2, ['3']]), same(new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 2 }, { a: 1 }])), same(new Date('x'), new Date('x')), same(Object(1), 1), same([undefined], [,]), same(-0, 0), same('a', Object('a')));
console.log(same(new (class A {})(), new (class A {})()), same(Object.create({ x: 1 }), {}), same({ get a() { return 1; } }, { a: 1 }), same(Symbol.for('a'), Symbol.for('a')), same(new Error('a', { cause: 1 }), new Error('a', { cause: 2 })));
console.log(same(new Float32Array([NaN]), new Float32Array([NaN])), same(new Float64Array([0]), new Float64Array([-0])), same(new Map([[NaN, 1]]), new Map([[NaN, 1]])), same(new Map([[{}, 1]]), new Map([[{}, 2]])), same(new URL('http://a'), new URL('http://a')));
