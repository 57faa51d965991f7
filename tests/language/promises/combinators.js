// all, allSettled, race and any: what each waits for and answers with.
const wait = (ms, v) => new Promise((r) => setTimeout(r, ms, v)),
  fail = (ms, v) => new Promise((_, r) => setTimeout(r, ms, new Error(v)));
const show = (name, p) =>
  p.then(
    (v) => console.log(name, v),
    (e) => console.log(name, 'rejected', e.name, e.message, e.errors?.map((x) => x.message) ?? ''),
  );
(async () => {
  await show('all', Promise.all([wait(50, 'slow'), 'plain', wait(1, 'fast')]));
  await show('all fails', Promise.all([wait(1), fail(45, 'second'), fail(5, 'first')]));
  await show('settled', Promise.allSettled([wait(1, 'v'), Promise.reject('r'), 3]));
  await show('race', Promise.race([wait(50, 'slow'), wait(1, 'fast')]));
  await show('race fails', Promise.race([wait(50), fail(1, 'quick')]));
  await show('any', Promise.any([fail(1, 'a'), wait(45, 'winner')]));
  await show('any fails', Promise.any([fail(45, 'a'), fail(1, 'b')]));
  await show('empty', Promise.all([Promise.all([]), Promise.allSettled([])]));
  await show('empty any', Promise.any([]));
  let settled = false;
  Promise.race([]).then(() => {
    settled = true;
  });
  await wait(5);
  console.log('empty race', settled);
  await show('iterable', Promise.all(new Set([1, Promise.resolve(2)])));
  await show('string', Promise.all('ab'));
  await show('not iterable', Promise.all(5));
  await show(
    'generator',
    Promise.all(
      (function* () {
        yield 1;
        throw new Error('from iterator');
      })(),
    ),
  );
  const calls = [];
  class P extends Promise {
    static resolve(v) {
      calls.push(v);
      return super.resolve(v);
    }
  }
  await P.all([1, 2]);
  console.log(calls.join(), P.all([]) instanceof P);
})();
