// A store is kept by whatever is registered inside run().
const { AsyncLocalStorage } = require('async_hooks');
const fs = require('fs');
const { EventEmitter } = require('events');
const storage = new AsyncLocalStorage();
const seen = [];
const note = (name) => seen.push(`${name}:${storage.getStore()}`);
const emitter = new EventEmitter();
emitter.on('x', () => note('emitter'));
let resolveLater;
const later = new Promise((resolve) => { resolveLater = resolve; });
storage.run('A', () => {
  note('run');
  process.nextTick(() => note('tick'));
  queueMicrotask(() => note('microtask'));
  Promise.resolve().then(() => note('then')).then(() => note('then2'));
  setTimeout(() => note('timeout'), 5);
  setImmediate(() => note('immediate'));
  fs.stat(__filename, () => note('fs'));
  fs.promises.readFile(__filename).then(() => note('fs promise'));
  later.then(() => note('registered inside'));
  (async () => {
    await null;
    note('await');
    await new Promise((resolve) => setTimeout(resolve, 8));
    note('await timer');
  })();
});
later.then(() => note('registered outside'));
note('after run');
storage.run('B', () => {
  emitter.emit('x');
  resolveLater();
  storage.run('C', () => note('nested'));
  note('back');
  storage.exit(() => note('exit'));
});
emitter.emit('x');
setTimeout(() => console.log(seen.sort().join('\n')), 60);
