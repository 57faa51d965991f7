// Operands are evaluated from left to right, and the target of an assignment before its value.
const log = [];
const mark = (name, value) => { log.push(name); return value; };
const o = { a: 1 };
mark('obj', o)[mark('key', 'a')] = mark('value', 2);
mark('l', 1) + mark('r', 2) * mark('rr', 3);
mark('f', (x, y) => x)(mark('x'), mark('y'));
let x = 1;
x += (x = 10, x + 1);
console.log(log.join(' '), x);
let i = 0;
const arr = [];
arr[i++] = i++;
arr[i] = i = 5;
console.log(arr, i);
let a, b, c;
a = b = c = 3;
console.log(a, b, c);
let s = 'a';
s += s += 'b';
console.log(s);
try { null[mark('k2')] = mark('v2'); } catch (e) { console.log(e.message, log.slice(-2)); }
const getter = { n: 0, get next() { return ++this.n; } };
console.log([getter.next, getter.next - getter.next, getter.next].join());
