// 'use strict' turns silent mistakes into errors and leaves `this` alone.
function sloppy() { undeclaredSloppy = 1; return typeof this; }
function strict() { 'use strict'; return typeof this; }
console.log(sloppy(), strict(), undeclaredSloppy);
function attempt(f) { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } }
console.log(attempt(function () { 'use strict'; undeclaredStrict = 1; }));
console.log(attempt(function () { 'use strict'; Object.freeze([1]).push(2); }));
console.log(attempt(function () { 'use strict'; const o = Object.freeze({ a: 1 }); o.a = 2; }));
console.log(attempt(function () { const o = Object.freeze({ a: 1 }); o.a = 2; return o.a; }));
console.log(attempt(function () { 'use strict'; const o = { get a() { return 1; } }; o.a = 2; }));
console.log(attempt(function () { 'use strict'; delete Object.freeze({ a: 1 }).a; }));
console.log(attempt(function () { 'use strict'; const o = Object.preventExtensions({}); o.b = 1; }));
console.log(attempt(function () { 'use strict'; undefined.x; }));
console.log(attempt(function () { 'use strict'; 'text'.length = 1; }));
function args(a) { arguments[0] = 'changed'; return a; }
function strictArgs(a) { 'use strict'; arguments[0] = 'changed'; return a; }
console.log(args('kept'), strictArgs('kept'));
