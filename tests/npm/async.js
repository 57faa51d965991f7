// async, in a few lines.
const async = require('async');
async.parallelLimit(
  [1, 2, 3].map(
    (n) => (cb) =>
      setTimeout(
        () => {
          console.log(n);
          cb(null, n * 2);
        },
        5 * (4 - n),
      ),
  ),
  2,
  (e, r) => console.log(e, r),
);
const q = async.queue((t, cb) => setImmediate(cb), 1);
q.push([1, 2]);
q.drain(() => console.log('drained'));
