// Field initializers are methods of their own: this, super, arguments, arrows, computed keys once.
let n = 0;
const key = () => 'k' + n++;
class Base {
  hi() {
    return 'base hi';
  }
}
class C extends Base {
  [key()] = 'first';
  [key()] = this;
  a = super.hi();
  b = () => this.a;
  c = (() => typeof this)();
  static s = super.name;
  static [key()] = n;
  static self = this === C;
  hi() {
    return 'own';
  }
}
const c1 = new C(),
  c2 = new C();
console.log(c1.k0, c1.k1 === c1, c1.a, c1.b.call(null), c1.c, C.s, C.k2, C.self, n, c1.b === c2.b, Object.keys(c1));
class Order {
  constructor() {
    this.order = [...this.log];
  }
  log = [];
  x = this.log.push('x');
  y = this.log.push('y');
}
console.log(new Order().order);
class Shadow extends Base {
  hi = 'field';
}
console.log(new Shadow().hi, Shadow.prototype.hi.call());
const make = (v) =>
  class {
    value = v;
    static kind = v + '!';
  };
console.log(new (make(1))().value, make(2).kind);
class NoReturn {
  x = 1;
  constructor() {
    return { replaced: true };
  }
}
console.log(new NoReturn());
class Und {
  a;
  static b;
  'c d';
  1;
}
console.log(new Und(), Object.keys(Und));
try {
  class T {
    static x = T.y.z;
  }
} catch (e) {
  console.log(e.message);
}
try {
  class S {
    static [S.name] = 1;
  }
} catch (e) {
  console.log(e.message);
}
