// #names belong to the class body alone: fields, methods, accessors, static ones.
class Account {
  #balance = 0;
  static #count = 0;
  #log = [];
  constructor(b) {
    this.#balance = b;
    Account.#count++;
    this.#note('open');
  }
  #note(x) {
    this.#log.push(x);
  }
  get #secret() {
    return `s${this.#balance}`;
  }
  set #secret(v) {
    this.#balance = v;
  }
  deposit(n) {
    this.#balance += n;
    this.#note('+' + n);
    return this;
  }
  same(other) {
    return this.#balance === other.#balance;
  }
  static is(x) {
    return #balance in x;
  }
  static get count() {
    return Account.#count;
  }
  static #hidden() {
    return 'static private';
  }
  static reveal() {
    return this.#hidden();
  }
  peek() {
    this.#secret = this.#balance * 2;
    return this.#secret;
  }
  history() {
    return this.#log.join();
  }
}
const a = new Account(1),
  b = new Account(2);
a.deposit(1);
console.log(a.same(b), Account.count, Account.is(a), Account.is({}), a.peek(), a.history(), Account.reveal());
console.log(a, Object.keys(a), '#balance' in a, a['#balance']);
function attempt(f) {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
}
console.log(
  attempt(() => a.same({})),
  attempt(() => Account.is(5)),
  attempt(() => class extends Account {}.reveal()),
);
class R {
  #m() {}
  #g = 1;
  get #ro() {
    return 1;
  }
  set #wo(v) {}
  static setM(o) {
    o.#m = 1;
  }
  static setRo(o) {
    o.#ro = 1;
  }
  static getWo(o) {
    return o.#wo;
  }
  static write(o) {
    o.#g = 1;
  }
}
console.log(
  attempt(() => R.setM(new R())),
  attempt(() => R.setRo(new R())),
  attempt(() => R.getWo(new R())),
  attempt(() => R.write({})),
);
class Twice extends class {
  constructor(o) {
    return o;
  }
} {
  #x = 1;
}
const o = {};
new Twice(o);
console.log(attempt(() => new Twice(o)));
