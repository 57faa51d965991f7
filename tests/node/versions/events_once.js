// events.once against a ruler of promise jobs: it is an async function since 14.
// node: 10 12 14 16 20 24
const EventEmitter = require('events');
const emitter = new EventEmitter();
EventEmitter.once(emitter, 'ready').then(() => console.log('once'));
emitter.emit('ready', 1);
let ruler = Promise.resolve();
for (let i = 1; i < 6; i++) ruler = ruler.then(() => console.log(i));
