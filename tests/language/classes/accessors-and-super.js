// super in object literals and accessors, and `this` that stays the receiver.
const base = {
  hi() {
    return 'base ' + this.n;
  },
  get v() {
    return 'bv' + this.n;
  },
  set v(x) {
    this._v = 'set' + x;
  },
  n: 'B',
};
const o = {
  __proto__: base,
  n: 'O',
  hi() {
    return super.hi() + '!';
  },
  get v() {
    return super.v + '?';
  },
  set v(x) {
    super.v = x + 1;
  },
};
console.log(o.hi(), o.v);
o.v = 5;
console.log(o._v, base._v);
class A {
  static s() {
    return 'A.s ' + this.name;
  }
}
class B extends A {
  static s() {
    return super.s() + ' via B';
  }
  static arrow() {
    return (() => super.s())();
  }
  m() {
    return () => super.toString === Object.prototype.toString;
  }
}
console.log(B.s(), B.arrow(), new B().m()());
const borrowed = B.s;
console.log(borrowed.call({ name: 'borrowed' }));
class C extends A {
  set(k, v) {
    super[k] = v;
    return this[k];
  }
}
console.log(new C().set('fresh', 1));
console.log(
  Object.getPrototypeOf({ __proto__: null }),
  { '__proto__': base }.n,
  { ['__proto__']: 1 }.hasOwnProperty('__proto__'),
);
