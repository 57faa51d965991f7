// After each completed request: ticks, then microtasks, before the next completion.
const fs = require('fs');
let n = 0;
const log = [];
const one = (name) => () => {
  log.push(name);
  process.nextTick(() => log.push('tick'));
  Promise.resolve().then(() => {
    log.push('micro');
    if (++n === 3)
      console.log(
        log.filter((x, i) => i % 3 !== 0).join(' '),
        log
          .filter((x, i) => i % 3 === 0)
          .sort()
          .join(' '),
      );
  });
};
fs.stat(__filename, one('s1'));
fs.stat(__filename, one('s2'));
fs.stat(__filename, one('s3'));
const until = Date.now() + 20;
while (Date.now() < until);
