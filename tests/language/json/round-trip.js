// What survives a trip through JSON, and what does not.
const trip = (v) => JSON.parse(JSON.stringify(v));
console.log(
  trip({ a: [1, 2.5, -0, 1e21, 1e-7, 'x\u2028"\\/\b\f\n\r\t\u0000', true, null], o: { p: {} }, e: [] }),
  trip([undefined, NaN, () => 1, Symbol()]),
  trip({ u: undefined, d: new Date(0), m: new Map([[1, 2]]), s: new Set([1]), r: 'é😀' }),
);
class Temp {
  constructor(c) {
    this.c = c;
  }
  toJSON() {
    return { temp: this.c, unit: 'C' };
  }
}
console.log(
  JSON.stringify([new Temp(5), { t: new Temp(6) }]),
  JSON.stringify({
    toJSON() {
      return undefined;
    },
  }),
  JSON.stringify({ a: { toJSON: 5 } }),
  JSON.stringify(Object.assign([1, 2], { extra: 1 })),
  JSON.stringify({ date: new Date(NaN) }),
  JSON.stringify('\ud83d'),
  JSON.stringify({ [Symbol('s')]: 1, s: Symbol('t') }),
  JSON.stringify([new Number(1), new String('s'), new Boolean(true), Object(Symbol())]),
);
const data = {
  users: Array.from({ length: 3 }, (_, i) => ({ id: i, name: 'user' + i, tags: ['a', 'b'].slice(0, i) })),
};
console.log(JSON.stringify(data, null, 1));
console.log(
  JSON.stringify(data, ['users', 'id']),
  JSON.stringify(data, (k, v) => (Array.isArray(v) && k === 'tags' ? v.length : v), '\t').length,
  JSON.stringify({ a: [], b: {}, c: [[]], d: [{}] }, null, 2),
);
const revive = JSON.parse('{"a":{"$date":0},"b":[{"$date":86400000}]}', (k, v) =>
  v && v.$date !== undefined ? new Date(v.$date) : v,
);
console.log(revive);
console.log(
  JSON.parse('[1,{"a":[2,{"b":3}]}]', function (k, v) {
    return typeof v === 'number' ? v * this.length || v : v;
  }),
  JSON.stringify({ n: 12345678901234567890, m: 0.1 + 0.2 }),
  JSON.parse('  {"x" : 1 ,\n"y":[ ] }  '),
  JSON.stringify(JSON.stringify('"')),
  JSON.stringify({ '\n': 1, '"': 2 }),
);
