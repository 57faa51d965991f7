// Two registries have a task each; one callback that registers again is not called for what lives.
// flags: --expose-gc
const kept = { name: 'kept' };
const first = new FinalizationRegistry((held) => console.log('first', held));
const second = new FinalizationRegistry((held) => console.log('second', held));
(() => {
  first.register({}, 1);
  second.register({}, 2);
  first.register(kept, 'never');
})();
setImmediate(() => {
  gc();
  Promise.resolve().then(() => console.log('promise'));
  setImmediate(() => {
    console.log('immediate');
    setTimeout(() => console.log('end', kept.name), 50);
  });
});
