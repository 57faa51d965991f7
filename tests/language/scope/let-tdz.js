// A let or const cannot be touched before its declaration is reached.
function attempt(f) {
  try { return f(); } catch (e) { return `${e.name}: ${e.message}`; }
}
console.log(attempt(() => { a; let a = 1; }));
console.log(attempt(() => { b = 2; let b; }));
console.log(attempt(() => { typeof c; const c = 1; }));
console.log(attempt(() => { const d = d + 1; }));
console.log(attempt(() => { new K(); class K {} }));
console.log(attempt(() => { function use() { return late; } const r = () => use(); let v = r(); let late = 3; return v; }));
console.log(attempt(() => { let late = 3; return (() => late)(); }));
console.log(attempt(() => typeof undeclared));
console.log(attempt(() => undeclared));
let u;
console.log(u);
