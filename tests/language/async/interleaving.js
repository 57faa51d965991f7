// Several async functions take turns at their awaits.
const log = [];
async function worker(name, n) {
  for (let i = 0; i < n; i++) {
    log.push(name + i);
    await null;
  }
  log.push(name + ' done');
  return name;
}
const all = Promise.all([worker('a', 3), worker('b', 1), worker('c', 2)]);
log.push('sync');
all.then((v) => {
  console.log(log.join(' '));
  console.log(v);
});
const order = [];
const m = (s) => () => order.push(s);
(async () => {
  order.push('A1');
  await (async () => {
    order.push('B1');
    await null;
    order.push('B2');
  })();
  order.push('A2');
})();
Promise.resolve()
  .then(m('p1'))
  .then(m('p2'))
  .then(m('p3'))
  .then(() => console.log(order.join(' ')));
