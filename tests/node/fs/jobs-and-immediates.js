// Each operation is a trip to the pool: an immediate runs between any two of them.
const fs = require('fs');
const dir = '/tmp/tickscope-jobs-and-immediates';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
const jobs = (name, start) => new Promise((resolve) => {
  let turns = 0, over = false;
  (function spin() { if (!over) { turns++; setImmediate(spin); } })();
  start(() => { over = true; resolve(`${name} ${turns > 0}`); });
});
fs.writeFileSync('f', 'x');
(async () => {
  console.log(await jobs('stat', (done) => fs.stat('f', done)));
  console.log(await jobs('readFile', (done) => fs.readFile('f', done)));
  fs.readFile('f', 'utf8', (error, text) => {
    console.log('read', text);
    process.nextTick(() => console.log('tick'));
    Promise.resolve().then(() => console.log('micro'));
    setImmediate(() => console.log('immediate'));
    setTimeout(() => console.log('timer'), 1);
  });
})();
