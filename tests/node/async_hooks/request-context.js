// What people use it for: a request id without passing it along.
const { AsyncLocalStorage } = require('node:async_hooks');
const context = new AsyncLocalStorage();
const log = (text) => console.log(`[${context.getStore()?.id ?? '-'}] ${text}`);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function query(name, ms) {
  log(`query ${name}`);
  await sleep(ms);
  log(`result ${name}`);
  return name.toUpperCase();
}
async function handle(id, ms) {
  return context.run({ id }, async () => {
    log('start');
    const [a, b] = await Promise.all([query('users', ms), query('posts', ms + 20)]);
    log(`done ${a} ${b}`);
    context.getStore().finished = true;
    return id;
  });
}
(async () => {
  console.log(await Promise.all([handle(1, 10), handle(2, 60), handle(3, 110)]));
  log('outside');
})();
