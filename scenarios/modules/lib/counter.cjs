console.log('counter.cjs is run');
let count = 0;
module.exports = { next: () => ++count };
