// URLSearchParams: reading, changing, sorting, iterating, errors.
const p = new URLSearchParams('?b=2&a=1&b=3&c=%20x+y&d');
console.log(p.toString(), p.size, p.get('b'), p.getAll('b'), p.get('none'), p.has('d'), p.has('b', '3'), p.has('b', '9'));
p.sort(); console.log(`${p}`);
p.delete('b', '3'); console.log(`${p}`);
p.append('b', '9'); p.set('b', 'only'); console.log(`${p}`);
for (const [k, v] of p) console.log(k, v);
p.forEach((value, name, self) => console.log(name, value, self === p));
console.log([...p.keys()], [...p.values()], p[Symbol.iterator] === p.entries);
console.log(`${new URLSearchParams({ x: '1', y: 'ä ö' })}`, `${new URLSearchParams([['q', '1'], ['q', '2']])}`, `${new URLSearchParams(new Map([['m', 1]]))}`);
console.log(p, new URLSearchParams(), p.entries(), p.keys());
console.log(new URLSearchParams('a=%zz&b=%E4&c=%c3%a4').toString(), `${new URLSearchParams('~!*()-._\'"<>')}`);
for (const bad of [() => new URLSearchParams([['a']]), () => new URLSearchParams([1]), () => new URLSearchParams({ [Symbol.iterator]: 1 }), () => p.append('x'), () => p.get(),
  () => URLSearchParams.prototype.get.call({}, 'a'), () => p.forEach(1)]) {
  try { console.log(`${bad()}`); } catch (error) { console.log(error.name, error.code, error.message); }
}
