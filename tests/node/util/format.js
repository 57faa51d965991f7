// util.format, as console.log uses it.
const { format } = require('util');
console.log([
  format('%s %d', 'a', 1),
  format('%s', 'x', 'y', { z: 1 }),
  format(1, 2, '3'),
  format('%s', null),
  format('a', undefined),
  format(),
  format('%%', 1),
  format('%i', '0x10'),
  format('%s', -0),
  format('%s', [1, [2, [3]]]),
  format('%s', { a: 1, toString: undefined }),
  format('%O', { a: 1 }),
  format('%j', { toJSON: () => 'j' }),
  format('%s', function f() {}),
  format('%s', new Date(0)),
  format('%s', new Error('msg')).split('\n')[0],
  format({ a: 'b' }, 'c'),
  format('%s %s %s', 1),
]);
