// bind fixes this and leading arguments; call and apply pass them now.
function f(a, b, c) { return [this.n, a, b, c].join(); }
const g = f.bind({ n: 'N' }, 1);
console.log(g(2, 3), g.name, g.length, g.bind(null, 2)(3), f.bind().name);
console.log(f.call({ n: 'c' }, 1, 2, 3), f.apply({ n: 'a' }, [1, 2, 3]), f.apply({ n: 'l' }, { length: 2, 0: 'x', 1: 'y' }));
function Point(x, y) { this.x = x; this.y = y; }
const At5 = Point.bind({ ignored: true }, 5);
const p = new At5(6);
console.log(p, p instanceof Point, p instanceof At5, 'prototype' in At5);
console.log(Math.max.apply(Math, [3, 1]), Function.prototype.call.call(f, { n: 'cc' }, 7));
try { f.apply(null, 5); } catch (e) { console.log(e.message); }
console.log(Array.prototype.slice.call('abc', 1), [].concat.apply([], [[1], [2]]));
