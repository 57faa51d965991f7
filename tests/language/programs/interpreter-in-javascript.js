// A calculator: tokenizer, precedence climbing, evaluation, errors with a place.
const tokens = (s) => {
  const out = [];
  let i = 0;
  while (i < s.length) {
    const c = s[i];
    if (c === ' ') {
      i++;
      continue;
    }
    let j = i;
    const digit = (x) => (x >= '0' && x <= '9') || x === '.';
    if (digit(c)) {
      while (j < s.length && digit(s[j])) j++;
      out.push({ n: Number(s.slice(i, j)), i });
      i = j;
    } else if ('+-*/^()'.includes(c)) {
      out.push({ op: c, i });
      i++;
    } else throw new SyntaxError(`unexpected ${c} at ${i}`);
  }
  return out;
};
const power = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 };
function parse(s) {
  const t = tokens(s);
  let k = 0;
  const atom = () => {
    const x = t[k++];
    if (!x) throw new SyntaxError('unexpected end');
    if (x.n !== undefined) return x.n;
    if (x.op === '(') {
      const e = expr(0);
      if (t[k++]?.op !== ')') throw new SyntaxError('missing )');
      return e;
    }
    if (x.op === '-') return { op: 'neg', a: expr(3) };
    throw new SyntaxError(`unexpected ${x.op} at ${x.i}`);
  };
  const expr = (min) => {
    let l = atom();
    while (t[k] && power[t[k].op] > min - (t[k].op === '^' ? 1 : 0) && power[t[k].op] >= min) {
      const { op } = t[k++];
      l = { op, l, r: expr(power[op] + (op === '^' ? 0 : 1)) };
    }
    return l;
  };
  const e = expr(0);
  if (k < t.length) throw new SyntaxError(`unexpected ${t[k].op ?? t[k].n} at ${t[k].i}`);
  return e;
}
const ev = (e) =>
  typeof e === 'number'
    ? e
    : e.op === 'neg'
      ? -ev(e.a)
      : {
          '+': (a, b) => a + b,
          '-': (a, b) => a - b,
          '*': (a, b) => a * b,
          '/': (a, b) => a / b,
          '^': (a, b) => a ** b,
        }[e.op](ev(e.l), ev(e.r));
for (const s of [
  '1+2*3',
  '(1+2)*3',
  '2^3^2',
  '-2^2',
  '10/4-1',
  '1 - - 1',
  '8/2/2',
  '1+',
  '(1',
  '1 1',
  '2*(3+4)*5',
  '$',
  '.5+.25',
]) {
  try {
    console.log(s, '=', ev(parse(s)), JSON.stringify(parse(s)).length);
  } catch (e) {
    console.log(s, '!', e.message);
  }
}
