// Closures: a function and the variables it captured, kept in a list of handlers.
const handlers = [];
function handler(id) {
  let calls = 0;
  const name = 'handler';
  return () => { calls++; return name.length + id + calls; };
}
for (let i = 0; i < 80000; i++) {
  const made = handler(i);
  made();
  if (i % 2 === 0) handlers.push(made);
}
console.log('handlers', handlers.length, handlers[100]());
globalThis.kept = handlers;
