// A chain of immediates leaves the loop its turns: a timer gets in between.
let n = 0, stop = false;
setTimeout(() => { stop = true; console.log('timer got its turn', n > 0); }, 5);
(function again() { n++; if (!stop) setImmediate(again); else console.log('stopped'); })();
