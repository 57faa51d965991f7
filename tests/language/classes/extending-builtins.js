// Array, Error and Map can be extended and stay what they are.
class Stack extends Array {
  top() {
    return this[this.length - 1];
  }
}
const s = Stack.of(1, 2, 3);
console.log(s, s.top(), s.length, s instanceof Array, Array.isArray(s));
const doubled = s.map((x) => x * 2);
console.log(
  doubled instanceof Stack,
  doubled.top(),
  s.filter((x) => x > 1),
  s.concat([4]) instanceof Stack,
);
class HttpError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.status = status;
  }
  get name() {
    return 'HttpError';
  }
}
const e = new HttpError(404, 'not here', { cause: 'a typo' });
console.log(
  String(e),
  e.status,
  e.cause,
  e instanceof Error,
  e instanceof HttpError,
  Object.prototype.toString.call(e),
  e.stack.split('\n')[0],
);
class Defaults extends Map {
  get(k) {
    return this.has(k) ? super.get(k) : 0;
  }
  inc(k) {
    return this.set(k, this.get(k) + 1);
  }
}
const d = new Defaults([['a', 1]]);
console.log(d.inc('a').inc('b'), d.size, d instanceof Map);
class MyPromise extends Promise {
  static get [Symbol.species]() {
    return Promise;
  }
}
console.log(new MyPromise(() => {}) instanceof MyPromise, new MyPromise(() => {}).then() instanceof MyPromise);
