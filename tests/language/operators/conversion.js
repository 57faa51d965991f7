// Objects become primitives by Symbol.toPrimitive, valueOf and toString, in the order the hint asks for.
const trace = [];
const o = {
  valueOf() {
    trace.push('valueOf');
    return 7;
  },
  toString() {
    trace.push('toString');
    return 'str';
  },
};
console.log(o + 1, `${o}`, o * 2, o + 'x', o > 6, [o] + '', String(o), Number(o), o == 7, { [o]: 1 });
console.log(trace.join(' '));
const p = {
  [Symbol.toPrimitive](hint) {
    return hint === 'number' ? 1 : hint === 'string' ? 's' : 'd';
  },
};
console.log(+p, `${p}`, p + '', p * 1, p == 'd', p < 2);
console.log([] + [], [] + {}, [1, [2, 3]] + '', null + 1, undefined + 1, true + true, '5' * '2', '5' + 2, '5' - 2);
console.log(
  [undefined, null, 1].toString(),
  String(null),
  String([null]),
  String({}),
  String(() => 1),
  String(Symbol('s')),
);
for (const bad of [
  () => Symbol() + '',
  () => `${Symbol('q')}`,
  () => +Symbol(),
  () => ({ valueOf: () => ({}), toString: () => ({}) }) + 1,
  () => Object.create(null) + '',
]) {
  try {
    bad();
  } catch (e) {
    console.log(e.message);
  }
}
