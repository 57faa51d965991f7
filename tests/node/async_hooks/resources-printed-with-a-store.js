// Until Node 22 the stores of AsyncLocalStorage are properties of promises and timers, which then are resources with ids.
const { AsyncLocalStorage, executionAsyncId, executionAsyncResource } = require('async_hooks');
const earlier = Promise.resolve('earlier');
console.log(earlier, executionAsyncId());
const als = new AsyncLocalStorage();
console.log(Promise.resolve('not enabled yet'));
als.run('store', () => {
  const promise = Promise.resolve('inside');
  console.log(promise);
  const derived = promise.then((value) => {
    console.log('then', executionAsyncId(), value);
    return value;
  });
  console.log(derived);
  setTimeout(() => console.log('timer', executionAsyncId(), derived), 10);
});
console.log(earlier);
(async () => {
  await 1;
  console.log('awaited', executionAsyncId());
  console.log((async () => { await 3; })());
})();
earlier.then(() => console.log('of an older promise', executionAsyncId(), als.getStore()));
process.nextTick(() => console.log('tick', executionAsyncId(), Object.keys(executionAsyncResource()), Promise.reject(3).catch(() => {})));
setTimeout(() => {
  als.enterWith('entered');
  console.log(Promise.resolve('after enterWith'));
  als.exit(() => console.log(Promise.resolve('outside'), als.getStore()));
  als.disable();
  console.log(Promise.resolve('disabled'));
}, 60);
