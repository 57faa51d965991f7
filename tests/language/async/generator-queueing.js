// Requests to an async generator wait in line while it is at an await.
const log = [];
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
async function* g() {
  for (let i = 0; i < 3; i++) {
    log.push('work ' + i);
    await sleep(2);
    const got = yield i;
    log.push('got ' + got);
  }
  return 'end';
}
(async () => {
  const it = g();
  const ps = ['a', 'b', 'c', 'd', 'e'].map((x) => it.next(x));
  log.push('asked');
  console.log((await Promise.all(ps)).map((r) => r.value + (r.done ? '.' : '')).join(' '));
  console.log(log.splice(0).join(', '));
  const two = g();
  const order = [];
  two.next().then((r) => order.push('n' + r.value));
  two.return('r').then((r) => order.push('r' + r.value));
  two.next().then((r) => order.push('n' + r.value + r.done));
  await sleep(60);
  console.log(order.join(), log.splice(0).join(', '));
  const three = g();
  three.next();
  const t = three.throw(new Error('thrown in'));
  await t.catch((e) => console.log(e.message));
  console.log(await three.next());
  async function* merge(...gs) {
    const its = gs.map((x) => x[Symbol.asyncIterator]());
    const ps = its.map((i, k) => i.next().then((r) => [k, r]));
    let left = ps.length;
    while (left) {
      const [k, r] = await Promise.race(ps);
      if (r.done) {
        ps[k] = new Promise(() => {});
        left--;
      } else {
        ps[k] = its[k].next().then((x) => [k, x]);
        yield r.value;
      }
    }
  }
  async function* every(ms, name, n) {
    for (let i = 0; i < n; i++) {
      await sleep(ms);
      yield name + i;
    }
  }
  const seen = [];
  for await (const x of merge(every(60, 'fast', 3), every(140, 'slow', 2))) seen.push(x);
  console.log(seen.join(' '));
})();
