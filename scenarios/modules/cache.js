// A module that counts is required twice.
const first = require('./lib/counter.cjs');
const second = require('./lib/counter.cjs');

console.log(`the same object: ${first === second}`);
first.next();
console.log(`the second sees ${second.next()}`);

setTimeout(() => {
  delete require.cache[require.resolve('./lib/counter.cjs')];
  console.log(`a new one begins at ${require('./lib/counter.cjs').next()}`);
}, 5);
