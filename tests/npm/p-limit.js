// p-limit, in a few lines.
const l = require('p-limit')(2);
Promise.all(
  [1, 2, 3, 4].map((n) =>
    l(async () => {
      console.log('s', n);
      await new Promise((r) => setTimeout(r, 5));
      console.log('e', n);
      return n;
    }),
  ),
).then(console.log);
