exports.state = 'half done';
console.log('a: begins');
const b = require('./b.cjs');
exports.seen = b.seen;
exports.state = 'done';
console.log('a: ends');
