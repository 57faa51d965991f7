// new.target of a default derived constructor outlives the collections that its rest array causes.
'use strict';
class Base {
  #id;
  constructor(scale) {
    this.#id = Base.made++;
    this.scale = scale;
  }
  static made = 0;
  get id() { return this.#id; }
  area() { return this.scale; }
}
class Square extends Base {
  area() { return super.area() * this.scale; }
}
const Tagged = (Parent) => class extends Parent {
  tag() { return 7; }
};
class TaggedSquare extends Tagged(Square) {}
let total = 0;
for (let i = 0; i < 60000; i++) {
  const fresh = i & 1 ? new Square(i & 7) : new TaggedSquare(i & 3);
  total += fresh.area() + (fresh instanceof TaggedSquare ? fresh.tag() : 1) + (fresh.id & 1);
}
console.log(total, Base.made);
