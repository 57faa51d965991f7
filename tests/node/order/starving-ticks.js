// A thousand ticks in a chain all run before the loop starts.
let n = 0;
setTimeout(() => console.log('timeout after', n), 0);
setImmediate(() => console.log('immediate after', n >= 1000));
(function again() { if (++n < 1000) process.nextTick(again); else console.log('ticks done'); })();
let m = 0;
(function more() { if (++m < 500) Promise.resolve().then(more); else console.log('microtasks done', n); })();
const until = Date.now() + 20;
while (Date.now() < until);
