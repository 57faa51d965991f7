// Big strings: lines built of pieces, joined into texts that are large objects, most of which are dropped.
const texts = [];
for (let n = 0; n < 40; n++) {
  const lines = [];
  for (let i = 0; i < 4000; i++) lines.push('line ' + i + ' of text ' + n + ' goes on and on and on');
  const text = lines.join('\n');
  if (n % 4 === 0) texts.push(text);
}
console.log('texts', texts.length, texts.reduce((sum, text) => sum + text.length, 0));
globalThis.kept = texts;
