// What the main program entered does not outlive it; what a listener of beforeExit entered does, until Node 22.
const { AsyncLocalStorage, executionAsyncId } = require('async_hooks');
const als = new AsyncLocalStorage();
als.enterWith('main');
let rounds = 0;
process.on('beforeExit', () => {
  console.log('beforeExit', als.getStore(), executionAsyncId());
  if (rounds++ > 1) return;
  process.nextTick(() => console.log('tick', als.getStore()));
  setTimeout(() => console.log('revived', als.getStore()), 1);
  if (rounds === 2) als.enterWith('entered in beforeExit');
});
process.on('exit', () => console.log('exit', als.getStore(), executionAsyncId()));
setTimeout(() => {
  console.log('timer', als.getStore());
  als.enterWith('timer');
  Promise.resolve().then(() => console.log('then', als.getStore()));
}, 1);
