// opossum, in a few lines.
const C = require('opossum');
let n = 0;
const b = new C(
  async () => {
    n++;
    throw new Error('down');
  },
  { errorThresholdPercentage: 50, resetTimeout: 50, volumeThreshold: 1 },
);
b.fallback(() => 'fb');
b.on('open', () => console.log('open'));
(async () => {
  for (let i = 0; i < 4; i++) console.log(await b.fire());
  console.log(n);
  b.shutdown();
})();
