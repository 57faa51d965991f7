// A class is a constructor function with methods on its prototype that do not enumerate.
class Point {
  constructor(x, y) { this.x = x; this.y = y; }
  length() { return Math.hypot(this.x, this.y); }
  toString() { return `(${this.x}, ${this.y})`; }
  static origin() { return new this(0, 0); }
  ['comp' + 'uted']() { return 'c'; }
  'quoted name'() { return 'q'; }
  42() { return 'n'; }
}
const p = new Point(3, 4);
console.log(p.length(), `${p}`, Point.origin(), p.computed(), p['quoted name'](), p[42]());
console.log(typeof Point, Point.name, Point.length, Object.keys(Point.prototype), Object.keys(p));
console.log(Object.getOwnPropertyNames(Point.prototype).join(), p.constructor === Point);
try { Point(); } catch (e) { console.log(e.message); }
try { new p.length(); } catch (e) { console.log(e.message); }
try { Point.prototype = 1; console.log(typeof Point.prototype); } catch (e) { console.log(e.message); }
const Named = class Inner { who() { return Inner.name; } };
console.log(new Named().who(), Named.name, typeof Inner, class {}.name === '');
console.log(Point.prototype.length.hasOwnProperty('prototype'), Object.getOwnPropertyDescriptor(Point, 'prototype').writable);
