// Emitters by class, by mixing in, and as a static.
const EventEmitter = require('node:events');
class Job extends EventEmitter {
  constructor(n) {
    super();
    this.n = n;
  }
  run() {
    this.emit('start', this.n);
    setImmediate(() => this.emit('done', this.n * 2));
    return this;
  }
}
new Job(21)
  .on('start', (n) => console.log('start', n))
  .on('done', (n) => console.log('done', n))
  .run();
console.log(
  EventEmitter.EventEmitter === EventEmitter,
  typeof EventEmitter.once,
  EventEmitter.listenerCount(new Job(), 'x'),
  new Job(1) instanceof EventEmitter,
  Object.keys(new Job(1)),
);
const plain = Object.assign(Object.create(EventEmitter.prototype), { p: 1 });
EventEmitter.call(plain);
plain.on('x', () => console.log('plain'));
plain.emit('x');
console.log(new EventEmitter());
