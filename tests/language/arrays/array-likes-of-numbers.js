// Arrays of small integers, doubles and mixed values behave alike, whatever they are made of inside.
const ints = [1, 2, 3],
  doubles = [1.5, 2.5],
  mixed = [1, 'a', null, { x: 1 }, 2.5];
ints.push(4.5);
ints.push('s');
doubles.push(3);
ints[1] = undefined;
console.log(ints, doubles, mixed, ints.indexOf(4.5), doubles.includes(3), mixed.map((x) => typeof x).join());
const holey = new Array(5);
holey[2] = 'two';
console.log(
  holey,
  holey.length,
  0 in holey,
  holey.indexOf(undefined),
  holey.includes(undefined),
  holey.findIndex((x) => x === undefined),
  holey.join('-'),
);
holey.length = 3;
holey.push('end');
console.log(
  holey,
  holey.reduce((a) => a + 1, 0),
  holey.some((x) => x === undefined),
  holey.every((x) => x),
);
const grow = [];
for (let i = 0; i < 1000; i++) grow[i] = i;
for (let i = 0; i < 990; i++) grow.pop();
console.log(grow);
const queue = [];
let sum = 0;
for (let i = 0; i < 500; i++) {
  queue.push(i);
  if (i % 3) sum += queue.shift();
}
console.log(queue.length, sum, queue[0], queue.at(-1));
const grid = Array.from({ length: 4 }, (_, r) => Array.from({ length: 4 }, (_, c) => r * c));
console.log(
  grid.map((r) => r.join(' ')).join('\n'),
  grid[0]
    .map((_, c) => grid.map((r) => r[c]))
    .flat()
    .join(''),
);
const neg = [1, 2, 3];
neg[-1] = 'x';
neg['1'] = 'one';
neg['01'] = 'not an index';
neg[1e3] = 'far';
console.log(
  neg.length,
  Object.keys(neg),
  neg.filter(() => true),
);
const args = (function () {
  return arguments;
})(1, 2, 3);
console.log(
  [].slice.call(args, 1),
  Array.from(args, (x) => x * 2),
  [...args].reverse(),
);
const big = Array.from({ length: 300 }, (_, i) => i * 0.5);
console.log(
  big.reduce((a, b) => a + b),
  big.slice(-2),
  big.filter((x) => x % 50 === 0),
  Math.max(...big),
);
const s = [5, 1, 4];
s.sort().reverse().push(0);
console.log(
  s,
  s.concat([[1]], 2).length,
  s.lastIndexOf(0),
  s.fill(7, -1),
  [...'abc'].entries().next().value,
  Array.of(7).length,
);
