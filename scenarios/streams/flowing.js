// A stream that has data from the beginning. When does it begin to flow?
const { Readable } = require('stream');

const source = Readable.from(['one', 'two']);
console.log('made');

setTimeout(() => {
  console.log('a listener comes');
  source.on('data', (item) => console.log(`data: ${item}`));
  source.on('end', () => console.log('end'));
  console.log('nothing has come yet');
}, 10);
