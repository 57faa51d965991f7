// try/catch around a call does not catch what its callback throws later.
try {
  setTimeout(() => {
    throw new Error('too late for catch');
  }, 1);
} catch {
  console.log('never');
} finally {
  console.log('finally, long before');
}
