// When a resource is done with, hooks hear of it in the next check phase; ids count what console makes of its own.
const { createHook, executionAsyncId, triggerAsyncId, AsyncResource } = require('async_hooks');
const fs = require('fs');
const log = [];
const note = (text) => log.push(text);
console.log('first'); // its stream, and its tick, take ids
createHook({
  init(id, type, trigger) { note(`init ${id} ${type} ${trigger} in ${executionAsyncId()}`); },
  before(id) { note(`before ${id}`); },
  after(id) { note(`after ${id}`); },
  destroy(id) { note(`destroy ${id}`); },
}).enable();
process.nextTick((x) => note(`tick ${x} ${executionAsyncId()} ${triggerAsyncId()}`), 1);
queueMicrotask(() => note(`microtask ${executionAsyncId()}`));
clearTimeout(setTimeout(() => {}, 5));
setTimeout(() => {
  note('timer');
  fs.stat(__filename, () => {
    note(`stat ${executionAsyncId()} ${triggerAsyncId()}`);
    setImmediate(() => note('immediate'));
  });
}, 40);
const resource = new AsyncResource('Mine', { requireManualDestroy: true });
resource.runInAsyncScope(() => note(`mine ${executionAsyncId()}`));
resource.emitDestroy();
setTimeout(() => note('last'), 120);
process.on('exit', () => console.log(log.join('\n')));
