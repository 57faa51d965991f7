// Own keys come as integers ascending, then strings as added, then symbols as added.
const o = {
  z: 1,
  2: 'two',
  a: 2,
  1: 'one',
  [Symbol('x')]: 1,
  '01': 'string',
  '-1': 'string',
  4294967294: 'index',
  4294967295: 'not an index',
  1e21: 'big',
};
console.log(Object.keys(o).join(' '), o);
delete o.z;
o.z = 'again';
o[0] = 'zero';
o.a = 'same place';
console.log(Object.keys(o).join(' '), Object.values(o).join(' '), JSON.stringify(o));
const many = {};
for (let i = 0; i < 60; i++) many['k' + ((i * 7) % 60)] = i;
for (let i = 0; i < 60; i += 3) delete many['k' + i];
many.k3 = 'back';
console.log(Object.keys(many).join(' '));
const shapes = [];
for (let i = 0; i < 6; i++) {
  const s = {};
  for (let j = 0; j < 3; j++) s['abc'[(i + j) % 3]] = j;
  shapes.push(JSON.stringify(s));
}
console.log(shapes.join(' '));
console.log(
  Object.keys({ ...{ b: 1, a: 2 }, ...{ a: 3, c: 4 } }).join(),
  Object.keys(Object.assign({ x: 1 }, { w: 1, x: 2 })).join(),
  Object.getOwnPropertyNames(
    class {
      static b() {}
      static a = 1;
    },
  ).join(),
);
const dup = { a: 1, b: 2, a: 3 };
console.log(
  dup,
  { 1: 'a', '1': 'b', 1.0: 'c' },
  {
    get a() {
      return 1;
    },
    a: 2,
  },
  {
    a: 1,
    get a() {
      return 'getter';
    },
  }.a,
);
const big = {};
for (let i = 0; i < 2000; i++) big['p' + i] = i;
let sum = 0;
for (const k in big) sum += big[k];
console.log(Object.keys(big).length, sum, big.p1999, 'p2000' in big);
for (let i = 0; i < 2000; i += 2) delete big['p' + i];
console.log(Object.keys(big).slice(0, 3), Object.keys(big).length);
