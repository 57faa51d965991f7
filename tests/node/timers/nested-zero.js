// A timer set by a timer callback never runs in the same pass, however overdue.
setTimeout(() => {
  console.log('a');
  setTimeout(() => console.log('nested'), 0);
  const u = Date.now() + 5;
  while (Date.now() < u);
  setImmediate(() => console.log('immediate'));
}, 5);
setTimeout(() => console.log('b'), 5);
const started = Date.now();
while (Date.now() - started < 20);
