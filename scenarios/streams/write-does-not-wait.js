// A slow sink and a quick writer. Does write wait for the sink?
const { Writable } = require('stream');

const sink = new Writable({
  highWaterMark: 4,
  write(chunk, encoding, done) {
    console.log(`sink gets ${chunk}`);
    setTimeout(done, 10);
  },
});

console.log(`write one: ${sink.write('ab')}`);
console.log(`write two: ${sink.write('cd')}`);
console.log(`buffered: ${sink.writableLength}`);
sink.on('drain', () => {
  console.log('drain');
  sink.end();
});
sink.on('finish', () => console.log('finish'));
