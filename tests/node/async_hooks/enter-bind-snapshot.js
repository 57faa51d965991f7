// enterWith, bind, snapshot, exit, AsyncResource.
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const storage = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
console.log(storage.getStore());
setTimeout(() => {
  storage.enterWith({ id: 1 });
  console.log('entered', storage.getStore());
  process.nextTick(() => console.log('tick', storage.getStore()));
  Promise.resolve().then(() => console.log('then', storage.getStore()));
}, 1);
setTimeout(() => console.log('next timer', storage.getStore()), 1);
const bound = storage.run('bound', () => AsyncLocalStorage.bind((...args) => [storage.getStore(), ...args]));
const snapshot = storage.run('snap', () => other.run('both', () => AsyncLocalStorage.snapshot()));
console.log(bound(1, 2), snapshot((x) => [storage.getStore(), other.getStore(), x], 3), storage.getStore());
const resource = storage.run('res', () => new AsyncResource('MINE'));
console.log(resource.runInAsyncScope((a, b) => [storage.getStore(), a + b], null, 2, 3), resource.runInAsyncScope(function() { return this.x; }, { x: 9 }));
const fn = resource.bind(function f(a, b, c) { return storage.getStore(); });
console.log(fn(), fn.length);
storage.run('throws', () => { try { storage.run('in', () => { throw new Error('x'); }); } catch (e) { console.log(e.message, storage.getStore()); } });
console.log(storage.run('value', (...args) => args, 1, 2), storage.exit(() => storage.getStore()));
const disabled = new AsyncLocalStorage();
disabled.run('on', () => { disabled.disable(); console.log(disabled.getStore()); });
for (const bad of [() => new AsyncResource(), () => new AsyncResource('x', { triggerAsyncId: -5 }), () => AsyncResource.bind(5), () => new AsyncLocalStorage(5)]) try { bad(); console.log('ok'); } catch (e) { console.log(e.code, e.message); }
