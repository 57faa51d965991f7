// Objects inherit from objects; lookup walks the chain, writing does not.
const a = { v: 1, list: [] }, b = Object.create(a), c = Object.create(b, { own: { value: 'o', enumerable: true } });
c.list.push('shared'); c.v = 2;
console.log(a.v, b.v, c.v, a.list, c.own, Object.keys(c), 'v' in b, b.hasOwnProperty('v'));
delete c.v;
console.log(c.v);
Object.setPrototypeOf(c, { v: 'replaced' });
console.log(c.v, c.list, Object.getPrototypeOf(c));
try { Object.setPrototypeOf(a, b); } catch (e) { console.log(e.message); }
try { a.__proto__ = b; } catch (e) { console.log(e.message); }
function F() {} F.prototype.x = 1;
const f = new F(); F.prototype.x = 2; const g = new F(); F.prototype = { x: 3 };
console.log(f.x, g.x, new F().x, f instanceof F);
const frozenProto = Object.create(Object.freeze({ ro: 1 }));
frozenProto.ro = 2;
console.log(frozenProto.ro);
(() => { 'use strict'; try { frozenProto.ro = 2; } catch (e) { console.log(e.message); } })();
Array.prototype.last = function () { return this[this.length - 1]; };
console.log([1, 2].last());
delete Array.prototype.last;
console.log(typeof [].last, Object.getPrototypeOf(Object.getPrototypeOf([])) === Object.prototype);
