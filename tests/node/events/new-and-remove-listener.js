// newListener comes before the listener is added, removeListener after it is gone.
const EventEmitter = require('events');
const e = new EventEmitter();
e.on('newListener', (name, f) => console.log('new', String(name), typeof f, e.listenerCount(name)));
e.on('removeListener', (name) => console.log('removed', String(name), e.listenerCount(name)));
const f = () => console.log('f');
e.on('a', f);
e.once('b', f);
e.emit('b');
e.off('a', f);
e.off('a', f);
e.on(Symbol('s'), f);
e.removeAllListeners('newListener');
e.removeAllListeners();
console.log(e.eventNames());
