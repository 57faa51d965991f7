// for-in visits integer keys in order, then names as added, then inherited ones; not symbols, not shadowed twice.
const proto = { inherited: 1, both: 2 };
const o = Object.create(proto);
o.z = 1; o[10] = 1; o.a = 1; o[2] = 1; o.both = 3; o[Symbol('s')] = 1; o['-1'] = 1; o['01'] = 1;
Object.defineProperty(o, 'hidden', { value: 1, enumerable: false });
const keys = [];
for (const k in o) keys.push(k);
console.log(keys.join(' '));
for (const k in 'ab') console.log(k, typeof k);
for (const k in [7, , 9]) console.log(k);
for (const k in null) console.log('never');
for (const k in undefined) console.log('never');
const changing = { a: 1, b: 2, c: 3 };
const seen = [];
for (const k in changing) { seen.push(k); delete changing.b; changing.d = 4; }
console.log(seen.join());
var target = {};
for (target.key in { x: 1, y: 2 });
console.log(target);
