// A promise settles once; later calls are ignored.
const log = (...a) => console.log(...a);
const p = new Promise((res, rej) => {
  res(1);
  res(2);
  rej(new Error('late'));
  throw new Error('ignored');
});
p.then((v) => log('value', v));
log(p, Promise.reject(3).catch(() => {}) instanceof Promise, new Promise(() => {}));
const q = new Promise((_, rej) => rej('no'));
q.catch(() => {});
log(q);
new Promise(() => {
  throw new TypeError('in executor');
}).catch((e) => log(e.message));
const self = new Promise((r) => setTimeout(() => r(self), 1));
self.catch((e) => log(e.name, e.message));
const order = [];
new Promise((r) => {
  order.push('executor');
  r();
}).then(() => order.push('then'));
order.push('after');
setTimeout(() => log(order.join()), 45);
Promise.resolve(1).then(2).then(log);
Promise.reject(1)
  .then(null, undefined)
  .catch((v) => log('through', v));
log(Promise.resolve(p) === p, Promise.length, Promise.name, Promise.prototype.then.length, String(Promise.resolve()));
for (const bad of [
  () => new Promise(),
  () => new Promise(5),
  () => Promise(() => {}),
  () => Promise.prototype.then.call({}),
]) {
  try {
    bad();
  } catch (e) {
    log(e.message);
  }
}
const handlers = [];
const r = Promise.resolve('v');
r.then(() => handlers.push(1));
r.then(() => handlers.push(2));
r.then(() => {
  handlers.push(3);
  log(handlers.join());
});
