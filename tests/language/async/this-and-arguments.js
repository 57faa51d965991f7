// Around an await, `this`, arguments, closures and parameters stay what they were.
function Obj() {
  this.n = 'obj';
}
Obj.prototype.run = async function (a, b) {
  const before = [this.n, arguments.length, a];
  await null;
  a = 'changed';
  return [...before, this.n, arguments[0], b, new.target];
};
new Obj().run(1, 2, 3).then(console.log);
Obj.prototype.arrow = function () {
  return (async () => {
    await null;
    return [this.n, arguments[0]];
  })();
};
new Obj().arrow('outer').then(console.log);
async function recurse(n) {
  if (n === 0) return [];
  const below = await recurse(n - 1);
  return [n, ...below];
}
recurse(10).then((v) => console.log(v.join()));
async function deepLocals() {
  const a = 1;
  {
    const a = 2;
    await null;
    {
      const a = 3;
      await null;
      var inner = a;
    }
    var mid = a;
  }
  return [a, mid, inner];
}
deepLocals().then(console.log);
const fib = async (n) => (n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2)));
fib(12).then(console.log);
const seq = async (...fs) => {
  const out = [];
  for (const f of fs) out.push(await f(out.length));
  return out;
};
seq(
  (i) => i,
  async (i) => i * 10,
  (i) => new Promise((r) => r(i * 100)),
).then(console.log);
