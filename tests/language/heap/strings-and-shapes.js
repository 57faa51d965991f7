// Strings built while collecting, and objects that change their shape under way.
let text = '';
const parts = [];
for (let i = 0; i < 300; i++) {
  text += i.toString(36);
  if (i % 30 === 0) parts.push(text.slice(-5) + '/' + text.length);
}
console.log(parts.join(' '), text.length, text.indexOf('zz'));
const objs = [];
for (let i = 0; i < 60; i++) {
  const o = { a: i };
  if (i % 2) o.b = 'b' + i;
  if (i % 3) o['c' + (i % 7)] = [i];
  if (i % 5 === 0) delete o.a;
  if (i % 11 === 0) o[i] = 'index';
  objs.push(o);
}
console.log(objs.map((o) => Object.keys(o).join('')).join(' '));
const keys = {};
for (const o of objs) for (const k in o) keys[k] = (keys[k] ?? 0) + 1;
console.log(keys);
const sortMe = Array.from({ length: 60 }, (_, i) => ({
  k: (i * 17) % 23,
  get s() {
    return 's' + this.k;
  },
}));
console.log(
  sortMe
    .sort((x, y) => (x.s < y.s ? -1 : x.s > y.s ? 1 : 0))
    .map((x) => x.k)
    .join(),
);
console.log(
  JSON.stringify(JSON.parse(JSON.stringify({ deep: Array.from({ length: 20 }, (_, i) => ({ i, t: 'x'.repeat(i) })) })))
    .length,
  [...text.slice(0, 40)].reverse().join(''),
  text.split('a').length,
  text.slice(0, 60).replaceAll('1', () => '<' + 'one'.toUpperCase() + '>'),
);
