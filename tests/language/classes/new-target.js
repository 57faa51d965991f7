// new.target is what new was applied to, also up the chain.
function F() { return new.target === undefined ? 'called' : { how: new.target.name }; }
class G extends F {}
console.log(F(), new F(), new G());
class Abstract { constructor() { if (new.target === Abstract) throw new TypeError('abstract'); } }
try { new Abstract(); } catch (e) { console.log(e.message); }
console.log(new (class Concrete extends Abstract {})());
function Arrow() { return (() => new.target)(); }
console.log(new Arrow() === Arrow, typeof new Arrow());
function Old(x) { if (!(this instanceof Old)) return new Old(x); this.x = x; }
Old.prototype.get = function () { return this.x; };
console.log(Old(5).get(), new Old(6).x, Old.prototype.constructor === Old);
function Ret() { this.a = 1; return 5; }
function RetObj() { this.a = 1; return { b: 2 }; }
console.log(new Ret(), new RetObj(), new Ret);
for (const bad of [() => new (() => 1)(), () => new Math.max(), () => new 5(), () => new (async function () {})(), () => new ({ m() {} }).m()]) {
  try { bad(); } catch (e) { console.log(e.message); }
}
