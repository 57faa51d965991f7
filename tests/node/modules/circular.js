// Two files that require each other: one sees the other half filled.
const a = require('./lib/cycle-a'); console.log('main', a.done, a.b.done, a.seenInB);
