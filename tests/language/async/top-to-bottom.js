// Callbacks, promises and async functions doing the same work in the same order.
const step = (name, cb) => setTimeout(() => cb(null, name.toUpperCase()), 5);
const promised = (name) => new Promise((res, rej) => step(name, (e, v) => (e ? rej(e) : res(v))));
const log = (how) => (v) => console.log(how, v);
step('a', (e, a) => step('b', (e, b) => step('c', (e, c) => {
  log('callbacks')([a, b, c].join(''));
  promised('a').then((a) => promised('b').then((b) => promised('c').then((c) => [a, b, c].join('')))).then((v) => {
    log('promises')(v);
    return (async () => [await promised('a'), await promised('b'), await promised('c')].join(''))();
  }).then(log('async')).then(async () => {
    const t = []; const work = async (n) => { t.push('s' + n); await promised('x'); t.push('e' + n); };
    await Promise.all([work(1), work(2)]); await work(3);
    console.log(t.join(' '));
  });
})));
