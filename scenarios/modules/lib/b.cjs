const a = require('./a.cjs');
console.log(`b: a is ${a.state}`);
exports.seen = a.state;
