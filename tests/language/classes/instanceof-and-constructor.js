// constructor, instanceof and their limits.
class A {}
class B extends A {}
const b = new B();
console.log(
  b.constructor.name,
  b instanceof A,
  A.prototype.isPrototypeOf(b),
  Object.getPrototypeOf(b) === B.prototype,
  B.__proto__ === A,
  b.constructor === B,
  Object.getPrototypeOf(B.prototype) === A.prototype,
);
B.prototype.constructor = A;
console.log(b.constructor.name);
function F() {}
const f = new F();
F.prototype = {};
console.log(f instanceof F, f.constructor === F, new F().constructor === Object);
F.prototype = 5;
try {
  f instanceof F;
} catch (e) {
  console.log(e.message);
}
console.log(Object.getPrototypeOf(new F()) === Object.prototype);
const bound = A.bind();
console.log(b instanceof bound, new bound() instanceof A, new bound().constructor.name);
const fake = Object.create(B.prototype);
console.log(fake instanceof B, fake);
console.log(
  Array.isArray(Object.create(Array.prototype)),
  Object.create(Array.prototype) instanceof Array,
  [] instanceof Object,
  (() => {}) instanceof Function,
  5 instanceof Number,
  Object(5) instanceof Number,
  null instanceof Object,
);
