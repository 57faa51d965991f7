// require runs a file once, gives everybody the same exports, and knows JSON.
console.log('main');
const a = require('./lib/a.js'),
  again = require('./lib/a');
console.log(
  a === again,
  a.count,
  a.inc(),
  again.count,
  require('./lib/data.json'),
  require('./lib').index,
  require('./lib/data').list,
);
console.log(
  module.exports === exports,
  typeof require.cache,
  module.id,
  __filename.endsWith('require.js'),
  require.main === module,
  module.children.length,
  typeof require.resolve,
  this === module.exports,
  typeof module.paths,
);
try {
  require('./none');
} catch (e) {
  console.log(e.code, e.message.split('\n')[0]);
}
try {
  require('no-such-package');
} catch (e) {
  console.log(e.code, e.message.split('\n')[0]);
}
try {
  require('./lib/throws');
} catch (e) {
  console.log(e.message);
}
try {
  require('./lib/throws');
} catch (e) {
  console.log('ran again:', e.message);
}
try {
  require('');
} catch (e) {
  console.log(e.code);
}
try {
  require(5);
} catch (e) {
  console.log(e.code);
}
console.log(require('events') === require('node:events'), require('./lib/function')(2));
delete require.cache[require.resolve('./lib/a')];
console.log(require('./lib/a') === a);
