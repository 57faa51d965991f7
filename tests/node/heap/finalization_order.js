// FinalizationRegistry's callbacks come in poll: after ticks, promises and due timers, before immediates.
// flags: --expose-gc
const registry = new FinalizationRegistry((held) => {
  console.log('finalized', held);
  process.nextTick(() => console.log('tick of', held));
  Promise.resolve().then(() => console.log('promise of', held));
});
(function make() {
  registry.register({}, 'a');
  registry.register({}, 'b');
})();
setImmediate(() => {
  console.log('immediate 1');
  gc();
  console.log('collected');
  setImmediate(() => console.log('immediate 2'));
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('promise'));
});
