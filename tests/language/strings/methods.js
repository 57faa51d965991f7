// The everyday methods of strings.
const s = 'The quick brown fox';
console.log(
  s.length,
  s.charAt(4),
  s[4],
  s.at(-1),
  s.charCodeAt(0),
  s.codePointAt(0),
  s.indexOf('q'),
  s.lastIndexOf('o'),
  s.indexOf('zz'),
);
console.log(s.slice(4, 9), s.slice(-3), s.substring(9, 4), s.substr(-3, 2), s.slice(5, 2) === '', s.substring(NaN, 3));
console.log(s.toUpperCase(), s.toLowerCase(), s.includes('quick'), s.startsWith('quick', 4), s.endsWith('The', 3));
console.log(s.split(' '), 'abc'.split(''), 'a,b,c'.split(',', 2), ''.split(','), ''.split(''), 'x'.split());
console.log('  pad '.trim() + '|', '  pad '.trimStart() + '|', '  pad '.trimEnd() + '|', '\n\t\u00a0x\ufeff'.trim());
console.log(
  '5'.padStart(3, '0'),
  '5'.padEnd(3) + '|',
  'abc'.padStart(8, '12'),
  'abc'.padStart(2),
  'ab'.repeat(3),
  ''.repeat(5) === '',
);
console.log(
  'aXbX'.replace('X', '-'),
  'aXbX'.replaceAll('X', '-'),
  'abc'.replace('b', (m, i, all) => `[${m}${i}${all}]`),
  'abc'.replace('b', "$$ $& $` $'"),
);
console.log('a'.concat('b', 1, null), 'a'.localeCompare('b'), 'b'.localeCompare('a'), 'a'.localeCompare('a'));
console.log(
  String.fromCharCode(72, 105),
  String.fromCodePoint(0x1f600).length,
  'caf\u00e9'.normalize('NFD').length,
  [...'\u{1F600}!'].length,
);
for (const f of [
  () => 'a'.repeat(-1),
  () => 'a'.repeat(Infinity),
  () => String.fromCodePoint(-1),
  () => 'x'.normalize('bad'),
  () => null.trim(),
  () => String.prototype.trim.call(undefined),
]) {
  try {
    f();
  } catch (e) {
    console.log(e.name, e.message);
  }
}
