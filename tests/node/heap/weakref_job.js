// A WeakRef's target lives to the end of the job that made or asked it, with all its promises.
// flags: --expose-gc
let ref;
(() => { ref = new WeakRef({ big: 1 }); })();
gc();
console.log('same job', ref.deref() !== undefined);
Promise.resolve().then(() => {
  gc();
  console.log('promise', ref.deref() !== undefined);
});
setTimeout(() => {
  gc();
  console.log('later', ref.deref() !== undefined);
}, 50);
