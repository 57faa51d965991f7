// An exception at the top of an ES module.
console.log('before');
process.on('exit', (code) => console.log('exit', code));
function f() {
  throw new RangeError('at the top');
}
f();
