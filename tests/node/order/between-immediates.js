// The same between immediates.
// node: 10 20 24
const add = (n) => () => {
  console.log('immediate ' + n);
  process.nextTick(() => console.log('tick ' + n));
  Promise.resolve().then(() => console.log('promise ' + n));
};
setImmediate(add(1)); setImmediate(add(2)); setImmediate(add(3));
