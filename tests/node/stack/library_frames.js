// Frames of the library that stand between the program's own.
const EventEmitter = require('events');
const frames = () => console.log(new Error('here').stack.split('\n').slice(1, 4).join('\n'));
const emitter = new EventEmitter();
emitter.on('one', frames);
emitter.emit('one');
emitter.on('two', frames);
emitter.on('two', () => {});
emitter.emit('two');
frames.call(null);
frames.apply(emitter, []);
Reflect.apply(frames, undefined, []);
frames.bind(emitter)();
[1].forEach(frames);
for (const wrong of [() => setTimeout(5), () => process.nextTick(5), () => queueMicrotask(5), () => emitter.on('x'), () => emitter.setMaxListeners(-1)]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 4).join('\n'));
  }
}
