// Which store the listeners of errors that nobody caught see.
const { AsyncLocalStorage } = require('async_hooks');
const fs = require('fs');
const als = new AsyncLocalStorage();
process.on('uncaughtException', (e, origin) => console.log('uncaught', e.message, origin, als.getStore()));
process.on('unhandledRejection', (e) => console.log('unhandled', e.message, als.getStore()));
process.on('rejectionHandled', () => console.log('handled', als.getStore()));
let late;
const steps = [
  () => als.run('A', () => { late = Promise.reject(new Error('late')); }),
  () => als.run('C', () => { late.catch(() => {}); }),
  () => als.run('A', () => process.nextTick(() => { throw new Error('tick'); })),
  () => als.run('A', () => setTimeout(() => { throw new Error('timer'); }, 1)),
  () => als.run('A', () => setImmediate(() => { throw new Error('immediate'); })),
  () => als.run('A', () => queueMicrotask(() => { throw new Error('microtask'); })),
  () => als.run('A', () => fs.stat('/x', () => { throw new Error('file'); })),
  () => als.run('A', () => { Promise.reject(new Error('promise')); }),
  () => als.run('A', () => { (async () => { await 1; throw new Error('async'); })(); }),
  () => als.run('A', () => new Promise((resolve, reject) => als.run('B', () => reject(new Error('another store'))))),
  () => als.run('A', () => Promise.resolve().then(() => { throw new Error('reaction'); })),
  () => als.run('D', () => { throw new Error('left by the error'); }),
  () => { als.run('D', () => {}); throw new Error('left before'); },
  () => { als.enterWith('E'); throw new Error('entered'); },
  () => { try { als.run('F', () => { throw new Error('caught'); }); } catch {} throw new Error('another one'); },
  () => als.run('G', () => process.nextTick(() => als.run('H', () => process.nextTick(() => { throw new Error('nested'); })))),
];
steps.forEach((step, i) => setTimeout(step, 40 * (i + 1)));
