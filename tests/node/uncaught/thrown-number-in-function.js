// A number thrown from within a function.
function deep() {
  if (true) { throw 42; }
}
deep();
