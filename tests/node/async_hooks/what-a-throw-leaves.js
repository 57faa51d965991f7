// From Node 24 on a job that throws leaves its stores to the next job that has none of its own; the turn's end clears them.
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
const out = [];
const note = (name) => out.push(`${name}: ${als.getStore()}`);
const settled = Promise.resolve(1);
process.on('uncaughtException', () => note('uncaught'));
settled.catch(() => {}).then(() => note('registered before any store')).then(() => note('after it'));
als.run('S', () => queueMicrotask(() => { throw new Error('thrown'); }));
setTimeout(() => {
  note('timer');
  settled.then(() => 1).then(() => note('registered after run')).then(() => note('and after it'));
  als.run('S', () => queueMicrotask(() => { throw new Error('thrown'); }));
}, 20);
setTimeout(() => {
  settled.then(() => note('job after a tick that throws'));
  als.run('T', () => process.nextTick(() => { throw new Error('thrown'); }));
}, 60);
setTimeout(() => {
  als.run('R', () => { other.enterWith('left by run'); als.enterWith('not left'); });
  out.push(`${als.getStore()} ${other.getStore()}`);
  const snapshot = AsyncLocalStorage.snapshot();
  als.run('U', () => { setTimeout(() => note('disabled meanwhile'), 10); als.disable(); note('disabled'); });
  out.push(snapshot((x) => `${x} ${als.getStore()} ${other.getStore()}`, 'snapshot'));
  als.exit(() => note('exit'));
}, 100);
process.on('beforeExit', () => note('beforeExit'));
process.on('exit', () => { note('exit'); console.log(out.join('\n')); });
