// Grouping, sorting and laying out records as text.
const rows = [
  ['ada', 'math', 91],
  ['bob', 'art', 78],
  ['ada', 'art', 85],
  ['cy', 'math', 67],
  ['bob', 'math', 88],
  ['cy', 'art', 93],
].map(([who, what, score]) => ({ who, what, score }));
const by = (k) => rows.reduce((o, r) => ((o[r[k]] ??= []).push(r.score), o), {});
const mean = (a) => a.reduce((x, y) => x + y) / a.length;
for (const k of ['who', 'what'])
  for (const [name, s] of Object.entries(by(k)).sort(([, a], [, b]) => mean(b) - mean(a)))
    console.log(name.padEnd(8, '.') + mean(s).toFixed(2).padStart(8) + ' ' + '#'.repeat(mean(s) / 5));
const table = (data) => {
  const keys = Object.keys(data[0]),
    w = keys.map((k) => Math.max(k.length, ...data.map((r) => String(r[k]).length)));
  const line = (r) => '| ' + r.map((x, i) => String(x).padEnd(w[i])).join(' | ') + ' |';
  return [
    line(keys),
    '|' + w.map((n) => '-'.repeat(n + 2)).join('|') + '|',
    ...data.map((r) => line(keys.map((k) => r[k]))),
  ].join('\n');
};
console.log(table(rows));
const caesar = (s, n) =>
  [...s]
    .map((c) => {
      const x = c.toLowerCase().charCodeAt(0) - 97;
      return x < 0 || x > 25 ? c : String.fromCharCode(c.charCodeAt(0) - x + ((x + n + 26) % 26));
    })
    .join('');
console.log(caesar('Hello, World!', 3), caesar(caesar('Round trip', 7), -7));
const rle = (s) => {
  let out = '';
  for (let i = 0, j; i < s.length; i = j) {
    j = i;
    while (s[j] === s[i]) j++;
    out += (j - i > 1 ? j - i : '') + s[i];
  }
  return out;
};
console.log(
  rle('aaabbcddddde'),
  [...'hello world'].reduce((m, c) => m.set(c, (m.get(c) ?? 0) + 1), new Map()),
);
const roman = (n) =>
  [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ].reduce((s, [v, r]) => {
    while (n >= v) {
      s += r;
      n -= v;
    }
    return s;
  }, '');
console.log([1994, 2024, 49, 3999].map(roman).join());
