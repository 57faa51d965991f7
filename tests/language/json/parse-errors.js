// What JSON.parse says of broken texts: variations of some, made by a fixed generator.
const bases = ['{"a":1,"b":[1,2,{"c":null}],"d":"x\\ny","e":-1.5e3,"f":true}', '[1, 2, 3]', '{ "k" : "v" }', '"str\\u0041"', '-0.5E-3', 'true', 'null', '[[[]]]', '{"a":{"b":{}}}', '', ' ', 'NaN', 'Infinity', 'undefined', '[object Object]', '-Infinity', 'nul', 'tru', '{', '[', '"', '-', '1.', '1e', '01', '{"a"', '{"a":', '{"a":1', '{"a":1,', '[1', '[1,', '[,', '{,', '"\\', '"\\u', '"\\u00', '"\\x', '{a:1}', "{'a':1}", '[1}', '{"a":1]', '1 2', '"a" "b"', 'true false', '"a\nb"', '\u00e9', '{"\u00e9":"\u4e2d"}', '[1,2,3,]', '{"a":1,}', '+1', '.5', '0x1', '/*c*/1', 'function(){}', '<!DOCTYPE html><html></html>', '{"a":1 "b":2}', '{"a" 1}', '"tab\there"', '[1 2]', '[1 "a"]', '{1:2}', '"\\u{41}"', '\u2028', 'a'.repeat(5), 'a'.repeat(19), 'a'.repeat(20), 'a'.repeat(21),'a'.repeat(40),'a'.repeat(41),'a'.repeat(50)];
let seed = 12345; const rnd = (n) => { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; return (seed >> 8) % n; };
const chars = '{}[]",:0123456789.-+eEtfnux\\ \n\r\tabc\'/';
const texts = [...bases];
for (let i = 0; i < 1500; i++) {
  let t = bases[rnd(bases.length)];
  for (let k = rnd(3) + 1; k--;) { const p = rnd(t.length + 1), m = rnd(4); const c = chars[rnd(chars.length)];
    t = m === 0 ? t.slice(0, p) + c + t.slice(p) : m === 1 ? t.slice(0, p) + t.slice(p + 1) : m === 2 ? t.slice(0, p) + c + t.slice(p + 1) : t.slice(0, p); }
  texts.push(t);
}
for (const t of texts) { let r; try { r = JSON.stringify(JSON.parse(t)); } catch (e) { r = e.name + ': ' + e.message; } console.log(JSON.stringify(t) + ' -> ' + r); }
