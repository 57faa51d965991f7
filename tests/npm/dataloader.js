// dataloader, in a few lines.
const D = require('dataloader');
const l = new D(async (k) => {
  console.log('batch', k);
  return k.map((x) => x * 2);
});
Promise.all([l.load(1), l.load(2), l.load(1)])
  .then((v) => {
    console.log(v);
    return l.loadMany([3, 4]);
  })
  .then(console.log);
