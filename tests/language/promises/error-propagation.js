// Where an error goes: skipped thens, handlers that throw, nested rejections, and the errors of handlers themselves.
const log = (...a) => console.log(...a);
const E = (m) => new Error(m);
(async () => {
  await Promise.reject(E('1'))
    .then(() => log('skip'))
    .then(() => log('skip'))
    .catch((e) => log('a', e.message))
    .then(() => log('goes on'));
  await Promise.resolve()
    .then(() => {
      throw E('2');
    })
    .then(null, (e) => {
      throw E(e.message + '+');
    })
    .catch((e) => log('b', e.message));
  await Promise.resolve(1)
    .then((v) => Promise.reject(E('inner')))
    .catch((e) => log('c', e.message));
  await new Promise((_, rej) => setTimeout(rej, 2, E('later'))).catch((e) => log('d', e.message));
  await Promise.all([1, Promise.reject(E('3')), new Promise(() => {})]).catch((e) => log('e', e.message));
  await Promise.reject(Promise.resolve('a promise as reason')).catch((p) => log('f', p instanceof Promise));
  await Promise.reject(E('4'))
    .finally(() => {
      throw E('finally wins');
    })
    .catch((e) => log('g', e.message));
  await Promise.reject(E('5'))
    .finally(() => Promise.reject(E('so does its promise')))
    .catch((e) => log('h', e.message));
  await Promise.resolve({
    then(_, rej) {
      rej(E('thenable'));
    },
  }).catch((e) => log('i', e.message));
  const p = Promise.reject(E('shared'));
  await Promise.allSettled([
    p.catch((e) => log('j1', e.message)),
    p.catch((e) => log('j2', e.message)),
    p.then(
      () => {},
      (e) => log('j3', e.message),
    ),
  ]);
  await (async () => {
    try {
      return await Promise.reject(E('6'));
    } catch (e) {
      return 'caught ' + e.message;
    } finally {
      log('k finally');
    }
  })().then(log);
  await Promise.any([Promise.reject(E('x')), Promise.reject(E('y'))]).catch((e) =>
    log('l', e.constructor.name, e.errors.map((x) => x.message).join()),
  );
  try {
    await Promise.race([Promise.reject(E('race')), 1]);
  } catch (e) {
    log('m', e.message);
  }
  await Promise.resolve()
    .then(() => nope)
    .catch((e) => log('n', e.name, e.message));
})();
