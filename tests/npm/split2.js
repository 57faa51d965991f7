// split2, in a few lines.
const s = require('split2'),
  { Readable } = require('stream');
Readable.from([Buffer.from('a\nb'), Buffer.from('c\nd')])
  .pipe(s())
  .on('data', (l) => console.log(l))
  .on('end', () => console.log('end'));
