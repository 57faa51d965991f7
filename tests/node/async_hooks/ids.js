const { executionAsyncId, triggerAsyncId, createHook, AsyncResource } = require('async_hooks');
const log = [];
const hook = createHook({
  init(id, type, trigger) { log.push(`init ${type} ${id} by ${trigger}`); },
  before(id) { log.push(`before ${id}`); },
  after(id) { log.push(`after ${id}`); },
});
console.log(executionAsyncId(), triggerAsyncId());
const warm = new AsyncResource('WARM');
const base = warm.asyncId();
hook.enable();
setTimeout(() => { log.push(`timeout ${executionAsyncId() - base} ${triggerAsyncId()}`); }, 2);
setImmediate(() => { log.push(`immediate ${executionAsyncId() - base} ${triggerAsyncId()}`); });
process.nextTick(() => { log.push(`tick ${executionAsyncId() - base} ${triggerAsyncId()}`); });
const mine = new AsyncResource('MINE');
mine.runInAsyncScope(() => log.push(`mine ${executionAsyncId() === mine.asyncId()} ${triggerAsyncId()}`));
hook.disable();
setTimeout(() => {
  for (const line of log) console.log(line.replace(/(init \w+|before|after) (\d+)/, (m, what, id) => `${what} +${id - base}`));
  console.log(executionAsyncId() > 1, triggerAsyncId());
}, 20);
