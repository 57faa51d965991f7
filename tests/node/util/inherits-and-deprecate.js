// inherits, deprecate, callbackify, promisify.custom.
const util = require('util');
function Base() {} Base.prototype.hi = function() { return 'hi'; };
function Derived() { Base.call(this); }
util.inherits(Derived, Base);
console.log(new Derived().hi(), Derived.super_ === Base, new Derived() instanceof Base);
for (const bad of [() => util.inherits(5, Base), () => util.inherits(Derived, 5), () => util.inherits(Derived, () => {}), () => util.deprecate(() => {}, 'm', 5), () => util.promisify(5), () => util.callbackify(5), () => util.promisify({})]) try { bad(); } catch (e) { console.log(e.code, e.message); }
process.on('warning', (w) => console.log(w.name, w.code, w.message));
const old = util.deprecate((a) => a * 2, 'old is old', 'DEP_X'), older = util.deprecate(() => 1, 'other', 'DEP_X'), third = util.deprecate(class { constructor() { this.ok = true; } }, 'a class');
console.log(old(2), old(3), older(), new third().ok);
const cb = util.callbackify(async (x) => { if (x < 0) throw null; return x + 1; });
cb(1, (e, v) => console.log(e, v)); cb(-1, (e, v) => console.log(e.code, e.message, e.reason, v));
console.log(cb.length, util.callbackify(async function named(a, b) {}).name);
const custom = () => {}; custom[util.promisify.custom] = () => Promise.resolve('custom'); util.promisify(custom)().then(console.log);
