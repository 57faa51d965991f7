// return promise, return await promise and return value against a ruler of promises.
// node: 10 12 20 24
const log = (x) => () => console.log(x);
const p = Promise.resolve();
(async () => p)().then(log('promise'));
(async () => await p)().then(log('await'));
(async () => 1)().then(log('value'));
Promise.resolve().then(log('m1')).then(log('m2')).then(log('m3')).then(log('m4')).then(log('m5'));
