// The question everybody asks, with work that makes the timer due in time.
// node: 10 12 20 24
console.log(1);
setTimeout(() => console.log('T'), 0);
setImmediate(() => console.log('I'));
(async () => {
  console.log(2);
  await new Promise((r) => { console.log(3); r(); });
  console.log(6);
})();
Promise.resolve().then(() => console.log(7));
process.nextTick(() => console.log(5));
const until = Date.now() + 4; while (Date.now() < until);
console.log(4);
