// promisify and callbackify.
const { promisify, callbackify } = require('util');
const fs = require('fs');
const add = (a, b, cb) => setTimeout(() => (a < 0 ? cb(new Error('negative')) : cb(null, a + b, 'ignored')), 1);
(async () => {
  const addP = promisify(add);
  console.log(
    await addP(1, 2),
    addP.name,
    promisify(addP) === addP,
    promisify(setTimeout) === require('timers/promises').setTimeout,
  );
  await addP(-1, 0).catch((e) => console.log(e.message));
  const o = {
    n: 5,
    m(cb) {
      cb(null, this.n);
    },
  };
  console.log(await promisify(o.m).call(o));
  const custom = () => {};
  custom[promisify.custom] = () => Promise.resolve('custom');
  console.log(await promisify(custom)());
  console.log((await promisify(fs.readFile)(__filename, 'utf8')).startsWith('// promisify'));
  callbackify(async (x) => x * 2)(21, (e, v) => console.log(e, v));
  callbackify(async () => {
    throw new Error('to callback');
  })((e, v) => console.log(e.message, v));
  callbackify(() => Promise.reject(null))((e) => console.log(e.code, e.reason));
  try {
    promisify(5);
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    callbackify(async () => {})();
  } catch (e) {
    console.log(e.code, e.message);
  }
})();
