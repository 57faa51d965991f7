// Five jobs for a pool of four threads: the fifth waits until one of the others is done.
const fs = require('fs');

let finished = 0;
for (let i = 1; i <= 5; i++) {
  fs.stat(__filename, () => {
    finished++;
    if (finished === 5) console.log('all five are done');
  });
}

console.log('five jobs are queued, and the program goes on');
