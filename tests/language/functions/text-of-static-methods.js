// The text of a static method, getter or setter is without `static`.
class C {
  static /* a */ plain(a) { return a; }
  static async waits() {}
  static * steps() {}
  static async * both() {}
  static get value() { return 1; }
  static set value(v) {}
  static ['comp' + 'uted']() {}
  static #hidden() {}
  static show() { return String(this.#hidden); }
  static static() {}
  static
  next() {}
  instance() {}
}
for (const key of Reflect.ownKeys(C)) {
  const d = Object.getOwnPropertyDescriptor(C, key);
  for (const f of [d.value, d.get, d.set]) if (typeof f === 'function') console.log(key, '|', String(f));
}
console.log(C.show(), C.prototype.instance.toString());
