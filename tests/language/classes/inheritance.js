// extends links constructors and prototypes; super reaches both.
class Animal {
  constructor(name) {
    this.name = name;
    this.kind = new.target.name;
  }
  speak() {
    return `${this.name} makes a sound`;
  }
  static create(...args) {
    return new this(...args);
  }
  static type = 'animal';
  get label() {
    return `[${this.name}]`;
  }
}
class Dog extends Animal {
  constructor(name, trick) {
    super(name);
    this.trick = trick;
  }
  speak() {
    return super.speak() + ': woof';
  }
  static create(...a) {
    const d = super.create(...a);
    d.made = true;
    return d;
  }
  get label() {
    return super.label + '!';
  }
}
class Puppy extends Dog {
  speak() {
    return super.speak().toUpperCase();
  }
}
const d = Dog.create('Rex', 'roll'),
  p = new Puppy('Bit');
console.log(d, p.speak(), p.label, p.kind, Puppy.type, d.made);
console.log(
  p instanceof Animal,
  Object.getPrototypeOf(Puppy) === Dog,
  Puppy.hasOwnProperty('type'),
  Dog.prototype.isPrototypeOf(p),
);
class Default extends Animal {}
console.log(new Default('d').name, Default.length);
try {
  new (class extends Animal {
    constructor() {
      this.x = 1;
    }
  })();
} catch (e) {
  console.log(e.message);
}
try {
  new (class extends Animal {
    constructor() {
      super('a');
      super('b');
    }
  })();
} catch (e) {
  console.log(e.message);
}
try {
  new (class extends Animal {
    constructor() {}
  })();
} catch (e) {
  console.log(e.message);
}
console.log(
  new (class extends Animal {
    constructor() {
      return { own: 1 };
    }
  })(),
);
try {
  new (class extends Animal {
    constructor() {
      return 1;
    }
  })();
} catch (e) {
  console.log(e.message);
}
for (const bad of [5, {}, () => {}, undefined]) {
  try {
    class X extends bad {}
  } catch (e) {
    console.log(e.message);
  }
}
class Nothing extends null {
  static s() {
    return 's';
  }
}
console.log(Nothing.s(), Object.getPrototypeOf(Nothing.prototype));
const mixin = (B) =>
  class extends B {
    mixed() {
      return 'mixed ' + this.speak();
    }
  };
console.log(new (mixin(Dog))('M').mixed());
