// captureRejections and errorMonitor.
const { EventEmitter, captureRejectionSymbol, errorMonitor } = require('events');
const e = new EventEmitter({ captureRejections: true });
e.on('x', async (v) => { throw new Error(`async ${v}`); });
e.on(errorMonitor, (error) => console.log('monitor', error.message));
e.on('error', (error) => console.log('error', error.message));
e.emit('x', 1);
const own = new EventEmitter({ captureRejections: true });
own[captureRejectionSymbol] = (error, event, ...args) => console.log('own', error.message, event, args);
own.on('y', async () => { throw new Error('z'); });
own.emit('y', 5, 6);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('m1')).then(() => console.log('m2'));
try { new EventEmitter().emit('error', { x: 1 }); } catch (error) { console.log(error.code, error.message, error.context); }
