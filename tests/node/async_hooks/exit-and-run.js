// exit() and disable(), and run() while they hold: until Node 22 the store is only hidden, since 24 it is left.
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
const seen = (label) => console.log(label, als.getStore());
seen('before');
als.run('a', () => {
  als.exit(() => {
    seen('exit');
    setImmediate(() => seen('immediate of exit'));
    als.run('b', () => { seen('run in exit'); setImmediate(() => seen('immediate of run in exit')); });
    seen('after run in exit');
    (async () => { await new Promise((resolve) => setTimeout(resolve, 20)); seen('async in exit'); })();
  });
  seen('after exit');
  als.run('a', () => seen('the same store'));
  als.exit(() => { als.enterWith('c'); seen('entered in exit'); });
  seen('after that');
  setTimeout(() => {
    seen('timer');
    als.disable();
    seen('disabled');
    process.nextTick(() => seen('tick of disabled'));
    setTimeout(() => { seen('timer of disabled'); als.run('d', () => seen('run again')); seen('after run again'); }, 10);
  }, 40);
});
seen('outside');
