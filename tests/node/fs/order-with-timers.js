// A readFile takes several turns of the loop; a stat takes one: a chain of immediates counts them.
const fs = require('fs');
let turns = 0,
  open = 2;
(function count() {
  turns++;
  if (open) setImmediate(count);
})();
const log = [];
fs.stat(__filename, () => {
  log.push('stat');
  open--;
});
fs.readFile(__filename, 'utf8', () => {
  log.push('readFile');
  open--;
  console.log(log.join(), turns >= 4);
});
process.nextTick(() => log.push('tick'));
Promise.resolve().then(() => log.push('promise'));
