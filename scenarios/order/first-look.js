// Six ways to say "later", and one "now". Guess the order of the lines first.
console.log('A: plain code');

setTimeout(() => console.log('F: timer'), 0);

setTimeout(() => {
  setImmediate(() => console.log('G: immediate'));
}, 50);

Promise.resolve().then(() => console.log('D: promise'));

process.nextTick(() => console.log('C: tick'));

queueMicrotask(() => console.log('E: microtask'));

console.log('B: plain code again');
