// A JSON parser in JavaScript, held against the built-in one.
function parse(text) {
  let i = 0;
  const err = (m) => {
    throw new SyntaxError(`${m} at ${i}`);
  };
  const ws = () => {
    while (' \t\n\r'.includes(text[i]) && i < text.length) i++;
  };
  const lit = (w, v) => {
    if (text.startsWith(w, i)) {
      i += w.length;
      return v;
    }
    err('bad literal');
  };
  const str = () => {
    let out = '';
    i++;
    for (;;) {
      const c = text[i++];
      if (c === undefined) err('unterminated');
      if (c === '"') return out;
      if (c === '\\') {
        const e = text[i++];
        if (e === 'u') {
          out += String.fromCharCode(parseInt(text.slice(i, i + 4), 16));
          i += 4;
        } else out += { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[e] ?? e;
      } else out += c;
    }
  };
  const num = () => {
    const s = i;
    if (text[i] === '-') i++;
    while ('0123456789.eE+-'.includes(text[i]) && i < text.length) i++;
    return Number(text.slice(s, i));
  };
  const val = () => {
    ws();
    const c = text[i];
    let r;
    if (c === '{') {
      r = {};
      i++;
      ws();
      if (text[i] === '}') i++;
      else
        for (;;) {
          ws();
          if (text[i] !== '"') err('key');
          const k = str();
          ws();
          if (text[i++] !== ':') err('colon');
          r[k] = val();
          ws();
          const d = text[i++];
          if (d === '}') break;
          if (d !== ',') err('comma');
        }
    } else if (c === '[') {
      r = [];
      i++;
      ws();
      if (text[i] === ']') i++;
      else
        for (;;) {
          r.push(val());
          ws();
          const d = text[i++];
          if (d === ']') break;
          if (d !== ',') err('comma');
        }
    } else if (c === '"') r = str();
    else if (c === 't') r = lit('true', true);
    else if (c === 'f') r = lit('false', false);
    else if (c === 'n') r = lit('null', null);
    else if (c === '-' || (c >= '0' && c <= '9')) r = num();
    else err('unexpected ' + c);
    return r;
  };
  const r = val();
  ws();
  if (i < text.length) err('trailing');
  return r;
}
const samples = [
  '{"a":[1,-2.5e3,{"b":null}],"c":"\\u0041\\n\\"x\\"","d":true}',
  '[]',
  '{}',
  '"é😀"',
  ' [ 1 , [ 2 , [ 3 ] ] ] ',
  '[1,]',
  '{"a" 1}',
  '{"a":}',
  'nul',
  '"open',
  '[1 2]',
  '1 1',
  '',
];
for (const s of samples) {
  let mine, theirs;
  try {
    mine = JSON.stringify(parse(s));
  } catch (e) {
    mine = e.message;
  }
  try {
    theirs = JSON.stringify(JSON.parse(s));
  } catch {
    theirs = 'refused';
  }
  console.log(s, '->', mine, theirs === 'refused' ? 'both refuse' : mine === theirs);
}
const big = JSON.stringify(
  Array.from({ length: 200 }, (_, i) => ({ id: i, name: 'n' + i, nested: { list: [i, i / 2, null], t: i % 2 === 0 } })),
);
console.log(big.length, JSON.stringify(parse(big)) === big);
