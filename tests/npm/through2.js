// through2, in a few lines.
const t = require('through2'),
  { Readable } = require('stream');
Readable.from(['a', 'b'])
  .pipe(
    t.obj(
      function (c, e, cb) {
        this.push(String(c).toUpperCase());
        cb();
      },
      (cb) => {
        console.log('flush');
        cb();
      },
    ),
  )
  .on('data', (d) => console.log(d))
  .on('end', () => console.log('end'));
