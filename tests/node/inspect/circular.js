// Circular references are marked and pointed at.
const a = { name: 'a' };
a.self = a;
console.log(a);
const b = { list: [] };
b.list.push(b, { b });
console.log(b);
const x = {},
  y = { x };
x.y = y;
console.log(x, [x]);
const m = new Map();
m.set('m', m).set(m, 1);
console.log(m);
const s = new Set();
s.add(s);
console.log(s);
const arr = [1];
arr.push(arr, [arr]);
console.log(arr);
const t1 = {},
  t2 = { t1 };
t1.t2 = t2;
t1.again = { t2, t1 };
console.log({ t1, t2 });
class Node {
  constructor(v, p) {
    this.v = v;
    this.parent = p;
    this.kids = [];
    if (p) p.kids.push(this);
  }
}
const root = new Node('root');
new Node('kid', root);
new Node('kid2', root);
console.log(root);
const shared = { s: 1 };
console.log([shared, shared]);
const e = new Error('x');
e.me = e;
console.log(Object.keys(e));
const f = () => {};
f.f = f;
console.log(f);
