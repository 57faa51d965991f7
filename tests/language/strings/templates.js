// Template literals: nesting, lines, tags with raw strings.
const name = 'x', n = 3;
console.log(`a${name}b${n + 1}c${`nested ${name}`}`, `line1
line2`, `\t|\u0041|\x42|\${}|\``);
console.log(`${[1, 2]} ${{}} ${null} ${undefined} ${() => 1}`);
function tag(strings, ...values) { return strings.raw.join('|') + ' / ' + strings.join('|') + ' / ' + values.join(); }
console.log(tag`a${1}\n${2}c`, tag``, tag`only`);
const seen = [];
function same(s) { seen.push(s); return s; }
for (let i = 0; i < 2; i++) same`x${i}y`;
console.log(seen[0] === seen[1], Object.isFrozen(seen[0]), Object.isFrozen(seen[0].raw), seen[0] === same`x${0}y`);
console.log(String.raw`\n${1}\u0041`, String.raw({ raw: 'abc' }, 1, 2));
const o = { tag(s) { return this.v + s[0]; }, v: 'this ' };
console.log(o.tag`works`, ((s) => (t) => s[0] + t[0])`one``two`);
