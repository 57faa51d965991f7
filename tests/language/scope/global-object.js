// Declarations of a CommonJS program are not properties of the global object; undeclared assignments are.
var v = 1;
let l = 2;
function f() {}
console.log(typeof globalThis.v, typeof globalThis.l, typeof globalThis.f, globalThis === global, typeof window);
implicit = 5;
globalThis.explicit = 6;
console.log(globalThis.implicit, explicit, delete globalThis.implicit, typeof implicit);
console.log(
  Object.getOwnPropertyDescriptor(globalThis, 'undefined'),
  Object.getOwnPropertyDescriptor(globalThis, 'NaN').writable,
);
undefined = 1;
NaN = 2;
Infinity = 3;
console.log(
  undefined,
  NaN,
  Infinity,
  this === module.exports,
  typeof require,
  typeof exports,
  typeof __filename,
  arguments.length,
);
