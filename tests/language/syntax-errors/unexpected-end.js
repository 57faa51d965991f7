// The file ends inside a block.
function f() {
  if (true) {
    console.log('x');
