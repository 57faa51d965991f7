// A call that is never closed.
console.log('never printed';
