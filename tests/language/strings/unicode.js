// Strings are UTF-16; iteration goes by code point, length by unit.
const smile = '\u{1F600}',
  lone = '\ud83d';
console.log(
  smile.length,
  [...smile].length,
  smile.charCodeAt(0).toString(16),
  smile.codePointAt(0).toString(16),
  smile.codePointAt(1).toString(16),
);
console.log(smile === '\ud83d\ude00', smile.split('').length, smile.slice(0, 1) === lone, smile.at(-1) === '\ude00');
console.log(
  '\u0065\u0301' === '\u00e9',
  '\u0065\u0301'.normalize() === '\u00e9',
  'ß'.toUpperCase(),
  'İ'.toLowerCase().length,
  'ΑΣ'.toLowerCase(),
);
console.log('日本語', 'ünïcödé'.length, 'z' < 'ä', ['ä', 'a', 'z'].sort().join());
console.log(lone.isWellFormed(), smile.isWellFormed(), lone.toWellFormed() === '\ufffd');
const größe = 5,
  ab = 6;
console.log(größe, ab);
console.log(
  'a\
b',
  'null\0'.length,
  '\x41\u{42}\103',
);
