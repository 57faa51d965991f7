// Listeners of uncaught errors see the stores of the callback that threw; those of rejections see where it was rejected.
const { AsyncLocalStorage } = require('async_hooks');
const store = new AsyncLocalStorage();
process.on('uncaughtException', (error) => console.log('uncaught', error.message, store.getStore()));
process.on('unhandledRejection', (error) => console.log('unhandled', error.message, store.getStore()));

store.run('T', () => setTimeout(() => { throw new Error('timer'); }, 1));
store.run('I', () => setTimeout(() => setImmediate(() => { throw new Error('immediate'); }), 5));
store.run('N', () => process.nextTick(() => { throw new Error('tick'); }));
store.run('P', () => { Promise.resolve().then(() => { throw new Error('then'); }); });
store.run('R', () => { Promise.reject(new Error('rejected')); });
store.run('F', () => require('fs').stat(__filename, () => setTimeout(() => { throw new Error('after a file'); }, 20)));

setTimeout(() => {
  try {
    store.run('inner', () => { throw new Error('caught'); });
  } catch (error) {
    console.log('caught', store.getStore());
  }
  store.run('outer', () => {
    setTimeout(() => {
      try {
        store.run('within', () => { throw new Error('passes'); });
      } finally {
        console.log('finally', store.getStore());
      }
    }, 1);
  });
}, 300);
setTimeout(() => { throw new Error('without a store'); }, 600);
