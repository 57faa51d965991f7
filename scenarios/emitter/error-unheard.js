// An 'error' event with a listener, and then without one.
const { EventEmitter } = require('events');
const bus = new EventEmitter();

bus.once('error', (error) => console.log(`heard: ${error.message}`));
bus.emit('error', new Error('first'));
console.log('still here');

process.on('uncaughtException', (error) => console.log(`uncaught: ${error.message}`));
setTimeout(() => console.log('the loop goes on'), 10);
bus.emit('error', new Error('second'));
console.log('never printed');
