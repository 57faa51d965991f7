// structuredClone of every kind of value.
const source = { n: 1, s: 'x', d: new Date(0), r: /a/g, m: new Map([[1, { deep: [1] }]]), set: new Set(['a']), b: new Uint8Array([1, 2]), e: new RangeError('bad'), u: undefined, nul: null, big: 1n, box: Object(5), arr: [1, , 3] };
source.self = source;
const copy = structuredClone(source);
console.log(copy.self === copy, copy.m.get(1).deep !== source.m.get(1).deep, copy.e instanceof RangeError, copy.e.message, copy.arr, copy.b, copy.d, copy.r, copy.box, copy.set);
class A { constructor() { this.x = 1; } get y() { return 2; } }
console.log(structuredClone(new A()), structuredClone(Buffer.from('ab')).constructor.name, Object.keys(structuredClone(Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }))));
for (const bad of [() => {}, Symbol('s'), { f() {} }, new WeakMap(), Promise.resolve(), [Symbol.iterator]]) try { structuredClone(bad); } catch (e) { console.log(e.name, e.code, e.message); }
const buffer = new ArrayBuffer(4);
const moved = structuredClone({ buffer }, { transfer: [buffer] });
console.log(buffer.byteLength, moved.buffer.byteLength);
try { structuredClone(); } catch (e) { console.log(e.name, e.code); }
const e = new Error('with cause', { cause: { why: 1 } });
console.log(structuredClone(e).cause, structuredClone(e).stack === e.stack);
