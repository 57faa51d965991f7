// Nothing is finalised at exit if the loop does not turn any more.
// flags: --expose-gc
const registry = new FinalizationRegistry((held) => console.log('finalized', held));
(() => registry.register({}, 'lost'))();
process.on('exit', () => {
  gc();
  console.log('exit');
});
