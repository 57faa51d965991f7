// Async generators queue their requests and answer each with a promise.
const log = [];
async function* g() {
  log.push('start');
  try {
    const a = yield 1;
    log.push('a=' + a);
    const b = yield Promise.resolve(2);
    log.push('b=' + b);
    return 3;
  } finally {
    log.push('finally');
  }
}
(async () => {
  let it = g();
  console.log(Object.prototype.toString.call(it), it[Symbol.asyncIterator]() === it, it.next() instanceof Promise);
  const rs = await Promise.all([it.next('A'), it.next('B'), it.next(), it.next()]);
  console.log(JSON.stringify(rs), log.splice(0).join(' '));
  it = g();
  console.log(await it.next(), await it.return('r'), await it.next(), log.splice(0).join(' '));
  it = g();
  await it.next();
  try {
    await it.throw(new Error('t'));
  } catch (e) {
    console.log(e.message, log.splice(0).join(' '));
  }
  for await (const v of g()) {
    console.log('v', v);
    if (v === 2) break;
  }
  console.log(log.splice(0).join(' '));
  async function* rejecting() {
    yield 1;
    yield Promise.reject(new Error('yielded rejection'));
    yield 'never';
  }
  it = rejecting();
  await it.next();
  try {
    await it.next();
  } catch (e) {
    console.log(e.message, await it.next());
  }
  async function* outer() {
    const r = yield* g();
    console.log('result', r);
    yield* ['s', Promise.resolve('t')];
  }
  const all = [];
  for await (const v of outer()) all.push(v);
  console.log(all);
  const o = {
    async *m() {
      yield this.v;
    },
    v: 'method',
  };
  class K {
    static async *s() {
      yield* o.m();
    }
    async *[Symbol.asyncIterator]() {
      yield 'iter';
    }
  }
  for await (const v of K.s()) console.log(v);
  for await (const v of new K()) console.log(v);
  const early = g();
  console.log(await early.return(Promise.resolve('awaited')), log.length);
})();
