// An 'error' event with nobody listening.
const EventEmitter = require('events');
const e = new EventEmitter();
setTimeout(() => e.emit('error', new Error('unheard')), 1);
