// arguments is array-like, mapped to the parameters in sloppy code with simple ones.
function mapped(a, b) {
  a = 'A';
  arguments[1] = 'B';
  return [arguments[0], b, arguments.length];
}
console.log(mapped(1, 2, 3), mapped(1));
function unmapped(a, b = 0) {
  a = 'A';
  arguments[1] = 'B';
  return [arguments[0], b];
}
console.log(unmapped(1, 2));
function info() {
  return [
    typeof arguments,
    Array.isArray(arguments),
    Object.prototype.toString.call(arguments),
    [...arguments].join(),
    arguments,
  ];
}
console.log(info('x', 'y'));
function pass() {
  return Math.max.apply(null, arguments);
}
console.log(pass(3, 9, 4));
function inArrow() {
  return (() => arguments[0])('arrow');
}
console.log(inArrow('outer'));
function unmap(a) {
  delete arguments[0];
  arguments[0] = 'new';
  return a;
}
console.log(unmap('old'));
function callee() {
  return arguments.callee === callee;
}
console.log(callee());
try {
  (function () {
    'use strict';
    return arguments.callee;
  })();
} catch (e) {
  console.log(e.name);
}
function shadow(arguments) {
  return arguments;
}
console.log(shadow(5));
