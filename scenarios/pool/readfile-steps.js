// One readFile is several trips to the thread pool, one stat is a single one. A chain of immediates counts the turns.
const fs = require('fs');

let turns = 0;
let pending = 2;
(function count() {
  turns++;
  if (pending > 0) setImmediate(count);
})();

fs.readFile(__filename, 'utf8', () => {
  pending--;
  console.log(turns > 3 ? 'readFile: more than three turns of the loop' : 'readFile: three turns or fewer');
});

fs.stat(__filename, () => {
  pending--;
  console.log('stat: done');
});

console.log('both are on their way');
