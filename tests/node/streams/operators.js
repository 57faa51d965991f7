// map, filter, take, drop, flatMap, reduce, toArray, some, every, find, forEach.
const { Readable } = require('stream');
const numbers = () => Readable.from([1, 2, 3, 4, 5]);
(async () => {
  console.log(await numbers().map((n) => n * 2).toArray(), await numbers().filter(async (n) => n % 2).toArray());
  console.log(await numbers().take(2).toArray(), await numbers().drop(3).toArray(), await numbers().flatMap((n) => [n, n]).take(3).toArray());
  console.log(await numbers().reduce((a, b) => a + b), await numbers().reduce((a, b) => a + b, 100), await numbers().some((n) => n > 4), await numbers().every((n) => n > 4), await numbers().find((n) => n > 3));
  await numbers().take(2).forEach((n) => console.log('each', n));
  try { await Readable.from([]).reduce((a) => a); } catch (error) { console.log(error.name, error.message); }
  try { await numbers().map((n) => { if (n === 3) throw new Error('three'); return n; }).toArray(); } catch (error) { console.log(error.message); }
  try { numbers().map(5); } catch (error) { console.log(error.code); }
  try { numbers().take(-1); } catch (error) { console.log(error.code, error.message); }
  const order = [];
  console.log(await numbers().map(async (n) => { order.push(n); await null; return n; }, { concurrency: 2 }).toArray(), order);
})();
