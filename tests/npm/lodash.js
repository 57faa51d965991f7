// lodash, in a few lines.
const _ = require('lodash');
console.log(
  _.chunk([1, 2, 3], 2),
  _.groupBy([1, 2, 3], (x) => x % 2),
  _.merge({ a: { b: 1 } }, { a: { c: 2 } }),
  _.kebabCase('fooBar'),
);
const d = _.debounce(() => console.log('deb'), 10);
d();
d();
