// eventemitter3, in a few lines.
const E = require('eventemitter3');
const e = new E();
e.on('x', (v) => console.log(v));
e.once('x', (v) => console.log('once', v));
e.emit('x', 1);
console.log(e.emit('x', 2), e.emit('y'));
