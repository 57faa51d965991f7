// emit runs listeners now, in order, over a copy of the list.
const EventEmitter = require('events');
const e = new EventEmitter();
const log = [];
const b = () => {
  log.push('b');
  e.off('x', c);
  e.on('x', () => log.push('added'));
};
const c = () => log.push('c');
e.on('x', () => log.push('a'));
e.on('x', b);
e.on('x', c);
e.prependListener('x', () => log.push('first'));
e.once('x', () => log.push('once'));
e.prependOnceListener('x', () => log.push('first once'));
console.log(e.emit('x'), log.splice(0).join());
console.log(e.emit('x'), log.splice(0).join());
console.log(
  e.emit('nobody'),
  e.listenerCount('x'),
  e.eventNames(),
  e.listeners('x').length,
  e.rawListeners('x').length,
);
e.removeAllListeners('x');
console.log(e.emit('x'), e.eventNames());
const f = () => log.push('f');
e.on('y', f).on('y', f).off('y', f);
e.emit('y');
console.log(log.join(), e.listenerCount('y'));
