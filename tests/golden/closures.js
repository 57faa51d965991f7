// Closures: what is captured, and by whom.
function counter(start) {
  let n = start;
  return () => ++n;
}
const next = counter(5);
console.log(next() + next());
