// In the main program, whether the timer or the immediate comes first hangs on a millisecond boundary of the clock.
// In an I/O callback it hangs on nothing.
const fs = require('fs');

setTimeout(() => console.log('main: timeout'), 0);
setImmediate(() => console.log('main: immediate'));

setTimeout(() => {
  fs.stat(__filename, () => {
    setTimeout(() => console.log('I/O: timeout'), 0);
    setImmediate(() => console.log('I/O: immediate'));
  });
}, 60);
