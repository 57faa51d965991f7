// Old objects that point at young ones, in fields, arrays, closures, maps and prototypes.
const old = { list: [], map: new Map(), set: new Set(), proto: Object.create({}), closures: [] };
let pad = [];
const churn = () => {
  for (let i = 0; i < 300; i++) pad[i % 50] = { i, s: 'pad' + i };
};
for (let i = 0; i < 25; i++) {
  churn();
  old.list.push({ i });
  old.map.set('k' + i, { v: [i] });
  old.set.add({ i });
  old.proto['p' + i] = { i };
  let local = { i };
  old.closures.push(() => local.i++);
  churn();
}
console.log(
  old.list.map((x) => x.i).join(),
  [...old.map.values()].map((x) => x.v[0]).join(),
  [...old.set].reduce((s, x) => s + x.i, 0),
  Object.values(old.proto).length,
  old.closures.map((f) => (f(), f())).join(),
);
old.list.length = 0;
old.map.clear();
churn();
old.list.push('after');
console.log(old.list, old.map.size);
function* g(n) {
  const mine = { n };
  for (;;) {
    churn();
    yield mine.n++;
  }
}
const gens = [g(1), g(10), g(100)];
for (let i = 0; i < 4; i++) console.log(gens.map((x) => x.next().value).join());
