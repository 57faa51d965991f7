// bottleneck, in a few lines.
const B = require('bottleneck');
const l = new B({ maxConcurrent: 1, minTime: 10 });
const t = Date.now();
Promise.all(
  [1, 2, 3].map((n) =>
    l.schedule(async () => {
      console.log(n);
      return n;
    }),
  ),
).then((v) => {
  console.log(v, Date.now() - t >= 20);
});
