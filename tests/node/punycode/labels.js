// punycode in both directions.
const punycode = require('punycode');
process.removeAllListeners('warning');
for (const label of ['mañana', 'bücher', '中文', 'abc', 'ü', 'Pröbchen-x', '😀x']) console.log(label, punycode.encode(label), punycode.decode(punycode.encode(label)) === label);
console.log(punycode.toASCII('mañana.com'), punycode.toUnicode('xn--maana-pta.com'), punycode.toASCII('a@bücher。de'), punycode.ucs2.decode('a😀'), punycode.ucs2.encode([0x61, 0x1f600]));
for (const bad of ['\x80-x', 'x-\x01', '99999999']) try { console.log(punycode.decode(bad)); } catch (error) { console.log(error.name, error.message); }
