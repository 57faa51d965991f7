// A program whose order changed: run it as Node 10, then as Node 11 or later.
const log = (text) => () => console.log(text);

setTimeout(() => {
  console.log('timer 1');
  Promise.resolve().then(log('  promise of timer 1'));
}, 20);

setTimeout(() => {
  console.log('timer 2');
  Promise.resolve().then(log('  promise of timer 2'));
}, 20);

(async () => {
  await Promise.resolve();
  console.log('after await');
})();

Promise.resolve().then(log('promise 1')).then(log('promise 2')).then(log('promise 3'));
