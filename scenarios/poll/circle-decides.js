// A completed read and an overdue timer are both waiting. The loop's circle decides who comes first.
const fs = require('fs');

setImmediate(() => {
  fs.stat(__filename, () => {
    console.log('poll: the answer of stat');
    setImmediate(() => console.log('check: an immediate'));
  });
  setTimeout(() => console.log('timers: overdue, but the circle had not come round'), 1);

  const begun = Date.now();
  while (Date.now() - begun < 40); // both become ready in this time
  console.log('check: this immediate has kept everybody waiting');
});
