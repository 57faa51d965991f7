// Well-known symbols let an object take part in the language's protocols.
class Temp {
  constructor(c) {
    this.c = c;
  }
  [Symbol.toPrimitive](hint) {
    return hint === 'string' ? `${this.c}°` : this.c;
  }
  get [Symbol.toStringTag]() {
    return 'Temp';
  }
}
const t = new Temp(20);
console.log(`${t}`, t + 1, t > 19, Object.prototype.toString.call(t));
const spreadable = { length: 2, 0: 'x', 1: 'y', [Symbol.isConcatSpreadable]: true },
  stiff = [1, 2];
stiff[Symbol.isConcatSpreadable] = false;
console.log([0].concat(spreadable).length, [0].concat(stiff).length);
class Odd {
  static [Symbol.hasInstance](x) {
    return x % 2 === 1;
  }
}
console.log(1 instanceof Odd, 2 instanceof Odd);
class Plain extends Array {
  static get [Symbol.species]() {
    return Array;
  }
}
console.log(new Plain(1, 2, 3).map((x) => x) instanceof Plain, new Plain(1, 2) instanceof Plain);
const range = {
  from: 1,
  to: 4,
  *[Symbol.iterator]() {
    for (let i = this.from; i <= this.to; i++) yield i;
  },
};
console.log(
  [...range],
  Math.max(...range),
  Array.from(range, (x) => x * x),
  new Set(range).size,
);
const bad = { [Symbol.toPrimitive]: () => ({}) };
try {
  +bad;
} catch (e) {
  console.log(e.message);
}
try {
  +{ [Symbol.toPrimitive]: 5 };
} catch (e) {
  console.log(e.message);
}
console.log(
  Object.prototype.toString.call(null),
  Object.prototype.toString.call([]),
  Object.prototype.toString.call(function () {}),
  Object.prototype.toString.call(new Date(0)),
  Object.prototype.toString.call(Math),
  Object.prototype.toString.call(JSON),
  Object.prototype.toString.call((function* () {})()),
  Object.prototype.toString.call(Promise.resolve()),
  Object.prototype.toString.call(new Map()),
  Object.prototype.toString.call(
    (function () {
      return arguments;
    })(),
  ),
);
console.log(
  typeof Array.prototype[Symbol.unscopables],
  Array.prototype[Symbol.iterator] === Array.prototype.values,
  Map.prototype[Symbol.iterator] === Map.prototype.entries,
  Set.prototype.keys === Set.prototype.values,
);
