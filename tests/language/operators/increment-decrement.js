// ++ and -- convert to numbers, on variables, properties, elements, getters and private fields.
let s = '5',
  u,
  n = null,
  b = true;
s++;
u++;
n--;
b++;
console.log(s, u, n, b);
const o = {
  x: 1,
  y: '2',
  get z() {
    return 10;
  },
  set z(v) {
    this.last = v;
  },
};
console.log(o.x++, ++o.x, o.y--, o.y, o.z++, o.last, --o.z, o.last);
const a = [1, 2, 3];
let i = 0;
a[i++]++;
++a[i];
console.log(a, i, a[5]++, a[5]);
class C {
  #n = 1;
  static #s = 5;
  up() {
    return [this.#n++, ++this.#n, C.#s--, C.#s];
  }
}
console.log(new C().up());
const order = [];
const obj = (n) => (order.push(n), o);
obj('base')[(order.push('key'), 'x')]++;
console.log(order.join(), o.x);
let d = new Date(5);
d++;
console.log(d, -(-'3'), +!'', 1 - -1, 2 - +'1');
const frozen = Object.freeze({ n: 1 });
frozen.n++;
console.log(
  frozen.n,
  9007199254740991 + 2,
  (() => {
    let m = 2147483647;
    m++;
    return m;
  })(),
  (() => {
    let m = -2147483648;
    m--;
    return m;
  })(),
);
