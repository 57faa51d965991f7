// Async functions and generators that sleep across collections wake with everything they had.
const wait = (ms) => new Promise((r) => setTimeout(r, ms));
let pad = [];
const churn = () => {
  for (let i = 0; i < 200; i++) pad[i % 40] = [i, { i }];
};
async function sleeper(id) {
  const mine = { id, list: [id] };
  for (let i = 0; i < 3; i++) {
    churn();
    await null;
    mine.list.push(
      await {
        then(r) {
          churn();
          r({ got: i });
        },
      },
    );
    churn();
  }
  return mine.list.map((x) => x.got ?? x).join('');
}
async function* source(n) {
  for (let i = 0; i < n; i++) {
    const box = { i };
    churn();
    yield box;
    churn();
    if (box.i !== i) throw new Error('lost');
  }
}
(async () => {
  console.log((await Promise.all([1, 2, 3].map(sleeper))).join(' '));
  const seen = [];
  for await (const b of source(5)) seen.push(b.i);
  console.log(seen.join());
  await wait(5);
  churn();
  const ps = Array.from(
    { length: 20 },
    (_, i) =>
      new Promise((r) =>
        setTimeout(() => {
          churn();
          r({ i });
        }, 1),
      ),
  );
  console.log((await Promise.all(ps)).reduce((s, x) => s + x.i, 0));
})();
