// A listener lives as long as the emitter that it listens on, and so does all that it sees.
const EventEmitter = require('node:events');

const bus = new EventEmitter().setMaxListeners(0); // silences the warning, not the leak

class Request {
  constructor(id) {
    this.id = id;
    this.body = `body of request ${id} `.repeat(50);
  }
}

function handle(id, cured) {
  const request = new Request(id);
  const onConfig = () => console.log(request.id);
  bus.on('config', onConfig);
  // … the request is answered …
  if (cured) bus.off('config', onConfig);
}

for (let id = 0; id < 100; id++) handle(id, true);
console.log(`with the cure: ${bus.listenerCount('config')} listeners`);
for (let id = 100; id < 200; id++) handle(id, false);
console.log(`with the leak: ${bus.listenerCount('config')} listeners`);

module.exports = bus; // other modules share it: it lives as long as the process
