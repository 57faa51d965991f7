// An entry of a WeakMap keeps its value only while its key lives, also when the value refers to the key.
// flags: --expose-gc
const map = new WeakMap();
const key = {};
let seen;
(() => {
  const lost = {};
  seen = { value: new WeakRef({ tag: 'through lost' }), kept: null };
  const value = { back: lost };
  map.set(lost, value);
  seen.value = new WeakRef(value);
  const held = { back: key };
  map.set(key, held);
  seen.kept = new WeakRef(held);
})();
setTimeout(() => {
  gc();
  setTimeout(() => {
    gc();
    console.log(seen.value.deref(), seen.kept.deref() === map.get(key), map.has(key));
  }, 50);
}, 50);
