// switch compares with ===, falls through, and finds default wherever it stands.
function kind(v) {
  const out = [];
  switch (v) {
    case 1: out.push('one');
    case 2: out.push('two'); break;
    default: out.push('default');
    case '1': out.push('text one'); break;
    case NaN: out.push('never');
    case 3 + 1: { let scoped = 'four'; out.push(scoped); }
  }
  return out.join(' ');
}
for (const v of [1, 2, 3, 4, '1', NaN, null]) console.log(v, '->', kind(v));
const seen = [];
switch (3) { case (seen.push('a'), 1): case (seen.push('b'), 3): seen.push('hit'); case (seen.push('c'), 4): }
console.log(seen.join());
switch (0) { default: let q = 1; console.log(q); }
function grade(n) { if (n >= 90) return 'A'; else if (n >= 80) return 'B'; else { return 'C'; } }
console.log([95, 85, 10].map(grade).join(''));
outer: switch (1) { case 1: switch (2) { case 2: break outer; } console.log('not reached'); }
