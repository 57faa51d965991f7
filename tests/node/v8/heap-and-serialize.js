// Figures of the heap; values as V8 writes them.
const v8 = require('v8');
const s = v8.getHeapStatistics();
console.log(Object.keys(s).slice(0, 14).join(' '), s.heap_size_limit > 1e9, s.used_heap_size <= s.total_heap_size, v8.getHeapSpaceStatistics().map((x) => x.space_name).includes('new_space'), Object.keys(v8.getHeapSpaceStatistics()[0]));
const value = { a: 1, b: [1, 2.5, -3, , 'x'], c: 'ü€', d: new Date(5), m: new Map([['k', new Set([1])]]), n: null, u: undefined, big: 12345678901234567890n, r: /a/gi, t: true, buf: Buffer.from('hi'), nested: { deep: {} } };
value.self = value;
const bytes = v8.serialize(value);
console.log(bytes.toString('hex'));
const back = v8.deserialize(bytes);
console.log(back, back.self === back);
console.log(v8.serialize('text').toString('hex'), v8.serialize(1.5).toString('hex'), v8.serialize([1, 2]).toString('hex'), v8.serialize('я').toString('hex'), v8.serialize(-1).toString('hex'));
try { v8.serialize(() => {}); } catch (e) { console.log(e.name, e.message); }
