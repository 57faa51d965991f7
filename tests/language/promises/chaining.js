// then passes values, thrown errors and promises along the chain.
const log = (...a) => console.log(...a);
Promise.resolve(1)
  .then((v) => v + 1)
  .then((v) => {
    throw new Error('x' + v);
  })
  .then(() => log('skipped'))
  .catch((e) => e.message + '!')
  .then((v) => log(v))
  .then(() => new Promise((r) => setTimeout(r, 5, 'waited')))
  .then(log)
  .then(() => Promise.reject(new Error('again')))
  .catch((e) => log(e.message))
  .finally(() => log('finally'))
  .then((v) => log(v))
  .then(() => ({
    then(res) {
      res('from thenable');
    },
  }))
  .then(log)
  .then(() => {
    throw undefined;
  })
  .catch((e) => log('caught', e))
  .then(() => Promise.resolve(Promise.resolve(7)))
  .then(log)
  .finally(() => 'ignored')
  .then((v) => log(v))
  .finally(() => {
    throw new Error('from finally');
  })
  .catch((e) => log(e.message))
  .then(() => 'kept')
  .finally(() => new Promise((r) => setTimeout(r, 5)))
  .then(log)
  .then(() => Promise.reject('r').finally(() => {}))
  .catch((v) => log('still', v));
