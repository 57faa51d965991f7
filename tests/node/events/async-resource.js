// EventEmitterAsyncResource.
const { EventEmitterAsyncResource, EventEmitter } = require('events');
const { AsyncLocalStorage, executionAsyncId } = require('async_hooks');
const storage = new AsyncLocalStorage();
const e = storage.run('made', () => new EventEmitterAsyncResource({ name: 'Mine' }));
const plain = storage.run('made', () => new EventEmitter());
for (const x of [e, plain]) x.on('x', () => console.log(storage.getStore(), executionAsyncId() === e.asyncId));
storage.run('emit', () => { e.emit('x'); plain.emit('x'); });
console.log(typeof e.asyncId, typeof e.triggerAsyncId, e.asyncResource.constructor.name, e instanceof EventEmitter);
try { new EventEmitterAsyncResource(); } catch (error) { console.log(error.code, error.message); }
