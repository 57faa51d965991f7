// A rejection handled within the same turn is no error, however many microtasks later.
const p = Promise.reject(new Error('handled later'));
Promise.resolve().then(() => {}).then(() => {}).then(() => {}).then(() => p.catch((e) => console.log(e.message)));
const q = Promise.reject(new Error('handled in a tick'));
process.nextTick(() => q.catch((e) => console.log(e.message)));
const r = (async () => { throw new Error('async'); })();
queueMicrotask(() => r.then(null, (e) => console.log(e.message)));
const chain = Promise.reject(new Error('chain')).then(() => 1).then(() => 2);
chain.catch((e) => console.log(e.message));
Promise.allSettled([Promise.reject(new Error('settled'))]).then((v) => console.log(v[0].reason.message));
process.on('unhandledRejection', () => console.log('never'));
