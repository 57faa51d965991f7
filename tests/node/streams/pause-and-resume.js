// pause() inside of 'data' keeps the rest in the buffer; resume() gives it on a tick.
const { Readable } = require('stream');
const r = Readable.from([1, 2, 3, 4], { highWaterMark: 2 });
r.on('pause', () => console.log('pause'));
r.on('resume', () => console.log('resume'));
r.on('data', (n) => {
  console.log('data', n);
  if (n === 2) {
    r.pause();
    console.log('paused', r.isPaused(), r.readableLength);
    setImmediate(() => {
      console.log('going on');
      r.resume();
    });
  }
});
r.on('end', () => console.log('end'));
