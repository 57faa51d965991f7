// require() of what is not there: Node's error, its stack and the line of its own that threw.
try {
  require('./lib/nothing');
} catch (e) {
  console.log(e.code, e.message.replaceAll(__dirname, '<dir>'), e.requireStack.length);
}
for (const name of ['nothing-of-the-kind', 'node:nothing', '']) {
  try {
    require(name);
  } catch (e) {
    console.log(e.name, e.code, e.message.split('\n')[0]);
  }
}
require('./nowhere.js');
