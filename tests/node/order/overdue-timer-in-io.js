// … even when the timer is long overdue by then.
const fs = require('fs');
fs.stat(__filename, () => {
  setTimeout(() => console.log('timeout'), 1);
  setImmediate(() => console.log('immediate'));
  const until = Date.now() + 20; while (Date.now() < until);
  console.log('stat');
});
