// A timer set in an immediate, due before the next check phase, beats the immediate set beside it.
setImmediate(() => {
  setTimeout(() => console.log('timeout'), 1);
  setImmediate(() => console.log('immediate'));
  const until = Date.now() + 5; while (Date.now() < until);
  console.log('first');
});
