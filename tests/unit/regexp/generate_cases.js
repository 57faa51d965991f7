// Random patterns and texts with what this Node makes of them; regexp_cases_test.cpp holds the engine against them.
//   node generate_cases.js COUNT [SEED [LONGEST]] > cases.tsv        (LONGEST: pattern, in characters)
//   node generate_cases.js --patterns syntax_patterns.txt > syntax_cases.tsv       (each with several flags)
// A line: pattern, flags, text, lastIndex, answer. Code units other than printable ASCII, and the tilde, are ~XXXX.
// Answer: "E:" and the error's words, or "N", or "M" and start,end of the match and of each group.
// Characters younger than Unicode 15 are left out: newer Nodes know them.
'use strict';
const count = Number(process.argv[2] || 1000) || 0;
const longest = Number(process.argv[4] || Infinity);
let state = (Number(process.argv[3]) || 1) * 2654435761 >>> 0 || 1;

function random(limit) { // xorshift32
  state ^= state << 13; state >>>= 0;
  state ^= state >>> 17;
  state ^= state << 5; state >>>= 0;
  return state % limit;
}
const pick = list => list[random(list.length)];
const chance = percent => random(100) < percent;

const letters = ['a', 'b', 'c', 'a', 'b', 'A', 'B', 'k', 's', '1', '2', '_', '-', ' ', '\n', 'é', 'É', 'ſ', 'K', 'ß', 'Σ', 'ς', 'σ',
  'İ', 'ı', 'ǅ', '😀', '𐐀', '𐐨', '\ud83d', '\ude00', '\u2028', 'ᾳ', 'ᾼ', 'µ', 'μ', '\xff', 'Ÿ', 'ﬀ', '👩‍🚀', '1️⃣'];
const plain = ['a', 'b', 'c', 'a', 'b', 'A'];
const names = ['n', 'm', 'é', '$x'];
const properties = ['L', 'Lu', 'Ll', 'gc=Nd', 'Script=Greek', 'sc=Latn', 'scx=Grek', 'Alphabetic', 'ASCII', 'Any', 'Emoji', 'P', 'White_Space',
  'Lowercase', 'Cased', 'Cn', 'Script_Extensions=Latin', 'ID_Start', 'Assigned'];
const stringProperties = ['RGI_Emoji', 'Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_ZWJ_Sequence'];
let mode, groups, rich;

const letter = () => rich ? pick(letters) : pick(plain);
function literal() {
  const c = letter();
  if ('-^$.*+?()[]{}|/\\'.includes(c)) return mode.u || mode.v ? (c === '-' ? c : '\\' + c) : '\\' + c;
  return c;
}
function classEscape() {
  const e = pick(['\\d', '\\w', '\\s', '\\D', '\\W', '\\S']);
  if ((mode.u || mode.v) && chance(40)) return pick(['\\p', '\\P']) + '{' + pick(properties) + '}';
  return e;
}
function classCharacter() {
  const c = letter();
  if (mode.v) return '()[]{}/-\\|&!#$%*+,.:;<=>?@^`~'.includes(c) ? '\\' + c : c;
  if (c === '-') return pick(['-', '\\-']);
  return '[]\\^'.includes(c) ? '\\' + c : c;
}
function classItem(depth) {
  switch (random(mode.v ? 9 : 7)) {
    case 0: case 1: case 2: return classCharacter();
    case 3: {
      const ends = [classCharacter(), classCharacter()];
      return chance(3) ? ends.join('-') : ends.sort((a, b) => a.codePointAt(0) - b.codePointAt(0)).join('-');
    }
    case 4: return classEscape();
    case 5: return pick(['a-z', 'A-Z', '0-9', 'b-k']);
    case 6: return pick(['\\n', '\\b', '\\x61', '\\u0061', '\\cA', '\\0', mode.u || mode.v ? '\\u{1F600}' : '\\141', '\\t']);
    case 7: return depth > 2 ? 'a' : characterClass(depth + 1);
    default: return chance(30) ? '\\p{' + pick(stringProperties) + '}' : '\\q{' + Array.from({length: 1 + random(3)}, () =>
      Array.from({length: random(4)}, classCharacter).join('')).join('|') + '}';
  }
}
function characterClass(depth = 0) {
  const open = chance(25) ? '[^' : '[';
  if (mode.v && chance(40)) {
    const op = pick(['&&', '--']);
    const operand = () => { for (;;) { const item = classItem(depth + 1); if (chance(3) || !/^[^[\\]-/u.test(item)) return item; } };
    return open + Array.from({length: 2 + random(2)}, operand).join(op) + ']';
  }
  return open + Array.from({length: random(4) + (chance(95) ? 1 : 0)}, () => classItem(depth)).join('') + ']';
}
function quantifier() {
  const q = pick(['*', '+', '?', '*', '+', '?', '{2}', '{1,}', '{0,2}', '{1,3}', '{2,3}', '{0}', '{0,1}', '{3,}']);
  return q + (chance(35) ? '?' : '');
}
function atom(depth) {
  const kind = random(depth > 3 ? 8 : 16);
  switch (kind) {
    case 0: case 1: case 2: case 3: return literal();
    case 4: return '.';
    case 5: return characterClass();
    case 6: return classEscape();
    case 7:
      if (chance(50)) return '\\' + (1 + random(3));
      if (mode.named && chance(60)) return '\\k<' + pick(names) + '>';
      return pick(['\\x61', '\\u0061', '\\n', '\\.', '\\ud83d\\ude00', '\\cA', mode.u || mode.v ? '\\u{61}' : '\\141']);
    case 8: case 9: return '(' + disjunction(depth + 1) + ')';
    case 10: case 11: return '(?:' + disjunction(depth + 1) + ')';
    case 12: if (mode.named) return '(?<' + pick(names) + '>' + disjunction(depth + 1) + ')';
      return '(' + disjunction(depth + 1) + ')';
    case 13: return pick(['(?=', '(?!']) + disjunction(depth + 1) + ')';
    case 14: return pick(['(?<=', '(?<!']) + disjunction(depth + 1) + ')';
    default:
      if (mode.modifiers && chance(50)) return pick(['(?i:', '(?-i:', '(?s:', '(?m:', '(?im-s:', '(?s-i:']) + disjunction(depth + 1) + ')';
      return pick(['^', '$', '\\b', '\\B']);
  }
}
function term(depth) {
  const a = atom(depth);
  const assertion = /^(\^|\$|\\b|\\B|\(\?<?[=!].*)$/s.test(a);
  return chance(assertion ? 3 : 35) ? a + quantifier() : a;
}
const alternative = depth => Array.from({length: random(4)}, () => term(depth)).join('');
const disjunction = depth => Array.from({length: 1 + (chance(35) ? 1 + random(3) : 0)}, () => alternative(depth)).join('|');

function mutate(pattern) {
  const units = Array.from(pattern);
  for (let i = 1 + random(3); i > 0; i--) {
    const at = random(units.length + 1);
    if (chance(40)) units.splice(at, 1);
    else units.splice(at, 0, pick(['(', ')', '[', ']', '{', '}', '*', '+', '?', '|', '\\', '^', '$', '-', '&&', '--', ',', '1', '<', '>', '=', '!',
      ':', '(?', '(?<', '(?<n>', '\\k', '\\k<', '\\p', '\\u', '\\x', '\\c', '\\q{', '\\u{', '{1', '{2,1}', '{,', '\\8', '\\1', '\\0', '(?i', '(?-', '\\B', '&', '!!', 'i', 's']));
  }
  return units.join('');
}
function encode(text) {
  return text.replace(/[^ -}]/g, c => '~' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}
function answer(pattern, flags, text, lastIndex) {
  let re;
  try {
    re = new RegExp(pattern, flags + 'd');
  } catch (e) {
    return 'E:' + e.message.slice(e.message.lastIndexOf(': ') + 2);
  }
  re.lastIndex = lastIndex;
  const m = re.exec(text);
  return m === null ? 'N' : 'M ' + Array.from(m.indices, pair => pair ? pair.join(',') : '-1,-1').join(' ');
}

const node = Number(process.versions.node.split('.')[0]);
if (process.argv[2] === '--patterns') {
  const decode = line => line.replace(/~(....)/g, (all, hex) => String.fromCharCode(parseInt(hex, 16)));
  const text = 'aab{1}a^b-&é😀';
  for (const line of require('fs').readFileSync(process.argv[3], 'ascii').split('\n')) {
    if (line === '') continue;
    for (const flags of ['g', 'gu', 'gv', 'gi', 'giu', 'giv'])
      console.log([line, flags, encode(text), 0, answer(decode(line), flags, text, 0)].join('\t'));
  }
}
for (let i = 0; i < count; i++) {
  mode = {u: false, v: false, named: chance(20), modifiers: node >= 24 && chance(25)};
  const unicode = random(3);
  if (unicode === 1) mode.u = true;
  if (unicode === 2) mode.v = true;
  rich = chance(50);
  let pattern = disjunction(0);
  if (chance(8)) pattern = mutate(pattern);
  if (pattern.length > longest) { i--; continue; }
  const flags = pick(['g', 'g', 'g', 'y']) + (mode.u ? 'u' : '') + (mode.v ? 'v' : '') + (chance(35) ? 'i' : '') + (chance(25) ? 'm' : '') + (chance(25) ? 's' : '');
  const text = Array.from({length: random(14)}, letter).join('');
  const lastIndex = chance(70) ? 0 : random(text.length + 1);
  console.log([encode(pattern), flags, encode(text), lastIndex, answer(pattern, flags, text, lastIndex)].join('\t'));
}
