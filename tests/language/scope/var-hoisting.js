// A var belongs to the whole function and is undefined until its assignment runs.
console.log(typeof early, early);
var early = 1;
console.log(early);
function f() {
  console.log(x);
  if (false) { var x = 5; }
  console.log(x);
  for (var i = 0; i < 3; i++) { var inner = i; }
  console.log(i, inner);
}
f();
var early;
console.log(early);
