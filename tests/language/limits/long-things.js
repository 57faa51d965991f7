// Long strings, arrays, argument lists and functions with many variables.
console.log(
  'x'.repeat(1 << 20).length,
  Array(1e5)
    .fill(1)
    .reduce((a, b) => a + b),
  Math.max(...Array.from({ length: 10000 }, (_, i) => i)),
  String.fromCharCode(...Array(1000).fill(65)).length,
);
try {
  'x'.repeat(2 ** 29);
} catch (e) {
  console.log(e.name, e.message);
}
try {
  'x'.repeat(2 ** 20).repeat(2 ** 10);
} catch (e) {
  console.log(e.name, e.message);
}
try {
  new Array(2 ** 32);
} catch (e) {
  console.log(e.message);
}
try {
  'ab'.padEnd(2 ** 30);
} catch (e) {
  console.log(e.name, e.message);
}
const names = Array.from({ length: 400 }, (_, i) => 'key' + i),
  o = {};
for (const n of names) o[n] = n.length;
console.log(
  Object.keys(o).length,
  o.key399,
  names.every((n) => o[n] === n.length),
);
for (const n of names.slice(10)) delete o[n];
console.log(o);
let s = 0;
for (let i = 0; i < 200000; i++) {
  s = (s + i * i) % 1000003;
}
console.log(s);
const sieve = new Array(5000).fill(true);
let primes = 0;
for (let i = 2; i < 5000; i++) {
  if (sieve[i]) {
    primes++;
    for (let j = i * i; j < 5000; j += i) sieve[j] = false;
  }
}
console.log(primes);
