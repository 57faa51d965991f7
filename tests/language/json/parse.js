// JSON.parse: values, duplicate keys, revivers, and where the text goes wrong.
const p = JSON.parse;
console.log(
  p('{"a":[1,2,{"b":null}],"c":"\\u0041\\n","d":-1.5e3,"e":true}'),
  p(' [ ] '),
  p('"s"'),
  p('-0'),
  p('1E5'),
  p('{"a":1,"a":2}'),
  p('{"__proto__":5}').hasOwnProperty('__proto__'),
  p('{"2":1,"1":2,"x":3}'),
);
console.log(
  p('{"a":1,"b":[1,2]}', (k, v) => (typeof v === 'number' ? v + 1 : v)),
  p('[1,2,3]', (k, v) => (k === '1' ? undefined : v)),
  p('{"d":"1970-01-01T00:00:00.000Z"}', (k, v) => (k === 'd' ? new Date(v) : v)),
);
const order = [];
p('{"a":{"b":1},"c":[2]}', function (k, v) {
  order.push(k || 'root');
  return v;
});
console.log(order.join());
for (const bad of [
  '{',
  '[1,]',
  '{a:1}',
  "{'a':1}",
  '01',
  '1.',
  '.5',
  '+1',
  '"\n"',
  '"\\x"',
  'nul',
  'undefined',
  '[1 2]',
  '{"a" 1}',
  '{"a":1,}',
  '"abc',
  'NaN',
  '\u00a01',
  '[1]]',
  'tru',
  '{"a":tru}',
  '-',
  '"\\u12"',
  '1e',
  'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz',
]) {
  try {
    console.log(p(bad));
  } catch (e) {
    console.log(e.name + ': ' + e.message);
  }
}
const deep = '['.repeat(500) + ']'.repeat(500);
console.log(JSON.stringify(p(deep)).length, p('{"k":' + '"v"}').k, p(JSON.stringify({ text: 'é😀"' })).text);
try {
  p(Symbol());
} catch (e) {
  console.log(e.message);
}
console.log(p(null), p(5), p(['7']));
