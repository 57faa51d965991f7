// Symbols are unique keys that ordinary enumeration does not show.
const a = Symbol('a'),
  b = Symbol('a'),
  none = Symbol();
console.log(
  a === b,
  String(a),
  a.toString(),
  a.description,
  none.description,
  typeof a,
  a,
  Symbol.for('r') === Symbol.for('r'),
  Symbol.keyFor(Symbol.for('r')),
  Symbol.keyFor(a),
);
const o = {
  [a]: 1,
  plain: 2,
  [Symbol.for('z')]() {
    return 'm';
  },
};
console.log(
  Object.keys(o),
  JSON.stringify(o),
  Object.getOwnPropertySymbols(o).length,
  o[a],
  a in o,
  o[Symbol.for('z')](),
  { ...o }[a],
  Object.assign({}, o)[a],
  Object.entries(o).length,
);
console.log(
  Object(a) == a,
  Object(a) === a,
  typeof Object(a),
  !!a,
  a.hasOwnProperty('description'),
  Symbol.prototype[Symbol.toStringTag],
  [Symbol.iterator, Symbol.asyncIterator].map(String),
);
for (const bad of [
  () => a + '',
  () => `${a}`,
  () => +a,
  () => a * 1,
  () => new Symbol('x'),
  () => Symbol.keyFor('x'),
  () => a < 1,
]) {
  try {
    bad();
  } catch (e) {
    console.log(e.message);
  }
}
