// pino, in a few lines.
const pino = require('pino');
const l = pino({ base: null, timestamp: false }, { write: (s) => process.stdout.write(s) });
l.info({ a: 1 }, 'hello');
l.child({ c: 2 }).error(new TypeError('x').message);
