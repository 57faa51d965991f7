// Four listeners of one event. In which order are they called, and how often?
const { EventEmitter } = require('events');
const bus = new EventEmitter();

bus.on('news', () => console.log('on'));
bus.prependListener('news', () => console.log('prepended'));
bus.once('news', () => console.log('once'));
bus.on('news', function late() {
  console.log('adds a listener');
  bus.off('news', late);
  bus.on('news', () => console.log('added meanwhile'));
});

console.log('first emit');
bus.emit('news');
console.log('second emit');
bus.emit('news');
