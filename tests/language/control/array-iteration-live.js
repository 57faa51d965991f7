// for-of over an array sees what is added while it runs; forEach does not go past the first length.
const a = [1, 2, 3],
  seen = [];
for (const x of a) {
  seen.push(x);
  if (a.length < 6) a.push(x * 10);
}
console.log(seen.join());
const b = [1, 2, 3],
  each = [];
b.forEach((x, i) => {
  each.push(x);
  b.push(x);
  if (i === 0) b.shift();
});
console.log(each.join(), b.join());
const m = new Map([
    ['a', 1],
    ['b', 2],
  ]),
  order = [];
for (const [k, v] of m) {
  order.push(k);
  if (k === 'a') {
    m.delete('a');
    m.set('c', 3);
    m.set('a', 4);
  }
  if (order.length > 6) break;
}
console.log(order.join());
const s = new Set([1]),
  sum = [];
for (const v of s) {
  sum.push(v);
  if (v < 5) s.add(v + 1);
}
console.log(sum.join());
