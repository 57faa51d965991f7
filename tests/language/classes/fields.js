// Fields are set up in order, before the rest of the constructor, with `this` being the instance.
const log = [];
const say = (x) => { log.push(x); return x; };
class Base { a = say('base a'); constructor() { say('base constructor'); this.hook(); } hook() { say('base hook'); } }
class Derived extends Base {
  b = say('derived b'); c; ['d' + say('key')] = this.b + '!'; arrow = () => this.b; 'quoted field' = 1; 7 = 'seven';
  static s = say('static'); static t = this.s + '2';
  constructor() { say('before super'); super(); say('after super'); }
  hook() { say('derived hook b=' + this.b); }
}
const d = new Derived();
console.log(log);
console.log(d, d.arrow.call(null), Derived.s, Derived.t);
class Setter { set x(v) { console.log('setter ran'); } }
class Defines extends Setter { x = 5; }
console.log(new Defines().x);
class Names { f = function () {}; g = () => {}; static h = class {}; }
console.log(new Names().f.name, new Names().g.name, Names.h.name);
class Count { static n = 0; id = ++Count.n; }
new Count(); new Count();
console.log(new Count().id, Count.n);
