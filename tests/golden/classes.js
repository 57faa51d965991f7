// A class with everything.
class Point extends Object {
  static #made = 0;
  #x = 1;
  y = this.#x + 1;
  constructor(...rest) {
    super();
    Point.#made++;
  }
  get x() { return this.#x; }
  set x(value) { this.#x = value; }
  static get made() { return Point.#made; }
  async *walk([a, b = 2], { c, ...d } = {}) { yield* [a, b, await c]; }
}
console.log(new Point().x, Point.made);
