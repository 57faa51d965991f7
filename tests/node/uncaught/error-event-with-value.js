// … and one with something that is no error.
const EventEmitter = require('events');
new EventEmitter().emit('error', { x: 1 });
