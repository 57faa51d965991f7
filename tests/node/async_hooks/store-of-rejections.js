// The store that listeners of unhandledRejection see.
const { AsyncLocalStorage } = require('async_hooks');
const als = new AsyncLocalStorage();
process.on('unhandledRejection', (e) => console.log('unhandled', e.message, als.getStore()));
als.run('A', () => Promise.reject(new Error('a')));
als.run('D', () => (async () => { throw new Error('d'); })());
als.run('E', () => (async () => { await 1; throw new Error('e'); })());
