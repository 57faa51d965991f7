// Executors run at once; reactions wait; resolve from a timer starts a new turn.
console.log('a');
const p = new Promise((resolve) => {
  console.log('b');
  setTimeout(() => {
    console.log('e');
    resolve('f');
    console.log('still e');
    process.nextTick(() => console.log('tick first'));
  }, 1);
});
p.then((v) => {
  console.log(v);
  return new Promise((r) => setImmediate(r, 'g'));
}).then(console.log);
process.nextTick(() => console.log('d'));
console.log('c');
