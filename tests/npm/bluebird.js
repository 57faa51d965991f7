// bluebird, in a few lines.
const P = require('bluebird');
P.map([1, 2, 3], (x) => P.delay(5).then(() => x * 2), { concurrency: 2 }).then(console.log);
P.try(() => {
  throw new Error('x');
})
  .catch(Error, (e) => console.log(e.message))
  .finally(() => console.log('fin'));
P.promisify(require('fs').readFile)(__filename).then((b) => console.log(b.length > 0));
