// A leak: each request leaves its listener behind, with all that the listener's closure holds.
const EventEmitter = require('events');
const bus = new EventEmitter();
bus.setMaxListeners(0);
let served = 0;
function request(id) {
  const payload = new Array(64).fill(id);
  bus.on('done', () => payload.length);
  served++;
}
function turn() {
  for (let i = 0; i < 500; i++) request(served);
  if (served < 20000) setImmediate(turn);
  else console.log('served', served, bus.listenerCount('done'));
}
turn();
globalThis.kept = bus;
