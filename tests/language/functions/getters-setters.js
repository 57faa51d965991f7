// Accessors run code when a property is read or written.
const log = [];
const o = {
  first: 'Ada',
  last: 'Lovelace',
  get full() {
    log.push('get');
    return `${this.first} ${this.last}`;
  },
  set full(v) {
    log.push('set ' + v);
    [this.first, this.last] = v.split(' ');
  },
  get ['computed' + 1]() {
    return 'c';
  },
  get 0() {
    return 'zero';
  },
  get 'quoted name'() {
    return 'q';
  },
};
o.full = 'Grace Hopper';
console.log(o.full, o.first, log, o.computed1, o[0], o['quoted name']);
console.log(Object.keys(o));
const child = Object.create(o);
child.full = 'Alan Turing';
console.log(child.first, o.first, Object.keys(child));
Object.defineProperty(o, 'readonly', { get: () => 1 });
o.readonly = 2;
console.log(o.readonly, Object.getOwnPropertyDescriptor(o, 'full').set.length);
class Temp {
  #c = 0;
  get f() {
    return (this.#c * 9) / 5 + 32;
  }
  set f(v) {
    this.#c = ((v - 32) * 5) / 9;
  }
  static get unit() {
    return 'F';
  }
}
const t = new Temp();
t.f = 212;
console.log(t.f, Temp.unit, Object.keys(t));
let plus = {
  n: 1,
  get v() {
    return this.n;
  },
  set v(x) {
    this.n = x;
  },
};
plus.v += 5;
plus.v++;
console.log(plus.n);
