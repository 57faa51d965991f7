// Who needs a thread of the pool, and who does not?
const fs = require('fs');

// A thread each: the file system's functions with a callback or a promise.
fs.stat(__filename, () => console.log('fs.stat came back from a thread'));

// No thread: it blocks the program itself.
fs.statSync(__filename);
console.log('fs.statSync kept the main thread waiting');

// No thread: timers are the loop's own.
setTimeout(() => console.log('a timer needs no thread'), 100);

// No thread: promises are jobs of the engine.
Promise.resolve().then(() => console.log('a promise needs no thread'));
