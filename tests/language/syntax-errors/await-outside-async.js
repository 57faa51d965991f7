// await in an ordinary function is just a name, so what follows it does not fit.
function f() {
  await g();
}
