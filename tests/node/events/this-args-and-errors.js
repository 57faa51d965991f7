// Listeners get the arguments and the emitter; a throwing one stops the rest.
const { EventEmitter, errorMonitor } = require('events');
class Door extends EventEmitter {}
const d = new Door();
d.on('open', function (...a) {
  console.log(this === d, a);
});
d.on('open', (...a) => console.log(a.length));
d.emit('open', 1, 'two', [3], { four: 4 });
d.emit('open');
d.on('bad', () => {
  throw new Error('listener');
});
d.on('bad', () => console.log('never'));
try {
  d.emit('bad');
} catch (e) {
  console.log(e.message);
}
try {
  d.emit('error', new Error('unheard'));
} catch (e) {
  console.log(e.message);
}
try {
  d.emit('error', 'text');
} catch (e) {
  console.log(e.code, e.message, e.context);
}
try {
  d.emit('error');
} catch (e) {
  console.log(e.message);
}
d.on(errorMonitor, (e) => console.log('monitor', e.message));
try {
  d.emit('error', new Error('seen'));
} catch (e) {
  console.log('thrown', e.message);
}
d.on('error', (e) => console.log('heard', e.message));
console.log(d.emit('error', new Error('ok')));
for (const bad of [() => d.on('x'), () => d.on('x', 5), () => d.once('x', null), () => d.setMaxListeners(-1)]) {
  try {
    bad();
  } catch (e) {
    console.log(e.code, e.message);
  }
}
