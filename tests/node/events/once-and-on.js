// events.once as a promise, events.on as an async iterator.
const { once, on, EventEmitter } = require('events');
const e = new EventEmitter();
(async () => {
  setTimeout(() => e.emit('ready', 1, 2), 1);
  console.log(await once(e, 'ready'));
  setTimeout(() => e.emit('error', new Error('failed')), 1);
  try {
    await once(e, 'ready');
  } catch (x) {
    console.log(x.message);
  }
  setTimeout(() => {
    e.emit('data', 'a');
    e.emit('data', 'b');
    setTimeout(() => e.emit('data', 'c'), 5);
  }, 1);
  const seen = [];
  for await (const [v] of on(e, 'data')) {
    seen.push(v);
    if (v === 'c') break;
  }
  console.log(seen, e.listenerCount('data'), e.listenerCount('error'));
})();
