// winston, in a few lines.
const w = require('winston');
const l = w.createLogger({ format: w.format.simple(), transports: [new w.transports.Console()] });
l.info('hello', { a: 1 });
l.warn('w');
