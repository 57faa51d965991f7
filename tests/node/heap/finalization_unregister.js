// What is unregistered by its token is not called; the token is weak too.
// flags: --expose-gc
const registry = new FinalizationRegistry((held) => console.log('finalized', held));
const token = {};
(() => {
  registry.register({}, 'with token', token);
  registry.register({}, 'without');
})();
console.log(registry.unregister(token), registry.unregister(token));
setImmediate(() => {
  gc();
  setTimeout(() => console.log('end'), 50);
});
