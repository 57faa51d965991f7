// The store of AsyncLocalStorage that listeners of uncaughtException see is that of the callback that threw.
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
process.on('uncaughtException', (e) => console.log('uncaught', e.message, als.getStore()));
als.run('A', () => setTimeout(() => { throw new Error('timer'); }, 1));
als.run('B', () => setImmediate(() => { throw new Error('immediate'); }));
als.run('C', () => process.nextTick(() => { throw new Error('tick'); }));
als.run('D', () => queueMicrotask(() => { throw new Error('microtask'); }));
als.run('E', () => Promise.resolve().then(() => { throw new Error('rejection'); }));
als.run('F', () => require('fs').stat('.', () => { throw new Error('stat'); }));
setTimeout(() => als.run('G', () => { throw new Error('inside run'); }), 40);
setTimeout(() => { als.enterWith('H'); throw new Error('enterWith'); }, 80);
