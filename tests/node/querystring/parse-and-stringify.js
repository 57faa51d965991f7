// querystring in both directions, with odd input.
const qs = require('querystring');
for (const text of ['a=1&b=2&a=3', 'x', '=v', 'k=', 'a=b=c', '%20=%zz', 'a+b=c+d', '&&a=1&', 'ü=ä', '%C3%BC=%E4', 'a[]=1&a[]=2', '__proto__=1', 'toString=x']) console.log(text, qs.parse(text));
console.log(qs.parse('a:1;b:2', ';', ':'), qs.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 }), qs.parse('a=%41', null, null, { decodeURIComponent: (s) => `<${s}>` }));
console.log(qs.stringify({ a: 1, b: [2, 'x y'], c: true, d: null, e: undefined, f: NaN, g: 10n, h: {}, i: '' }), qs.stringify({ a: 'ü&=' }, ';', ':'), qs.stringify('no'), qs.stringify({ q: 'x' }, null, null, { encodeURIComponent: (s) => s.toUpperCase() }));
console.log(qs.escape('a b&c/ü'), qs.unescape('a%20b%zz'), qs.unescapeBuffer('%41x%zz').toString(), qs.encode === qs.stringify, qs.decode === qs.parse);
try { qs.escape('\ud800'); } catch (error) { console.log(error.name, error.code, error.message); }
console.log(Object.getPrototypeOf(qs.parse('a=1')), Object.keys(qs));
