// Two modules that require each other. What does the second one see of the first?
console.log('main: requires a');
const a = require('./lib/a.cjs');
console.log(`main: a is ${a.state}, and what b saw of it was ${a.seen}`);
