// require() of ES modules gives the namespace object, marked if there is a default export.
console.log(require('./lib/esm-named.mjs'), require('./lib/esm-default.mjs'), require('./lib/esm-whole.mjs'));
console.log(require('./lib/esm-default.mjs') === require('./lib/esm-default.mjs'));
for (const name of ['throws', 'syntax', 'missing-name', 'waits']) {
  try {
    require(`./lib/${name}.mjs`);
  } catch (e) {
    console.log(e.name, e.code, e.message.split('\n')[0]);
  }
}
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
