// A list that follows its URL, and odd texts.
const u = new URL('http://h/?a=1&a=2&b=3');
u.searchParams.delete('a', '1'); console.log(u.href);
u.searchParams.append('c', ''); u.searchParams.set('a', 'x&y=z'); console.log(u.search, u.searchParams.toString());
u.search = ''; console.log(u.href, u.searchParams.size);
const p = new URLSearchParams('a=b&a=b&c=d'); const it = p.entries();
console.log(it.next(), [...it], Object.prototype.toString.call(it));
for (const [k] of p) { if (k === 'a') p.delete('c'); } console.log(`${p}`);
console.log(`${new URLSearchParams('%F0%9F%98%80=%E2%82%AC&+=+')}`, [...new URLSearchParams('&&=&=&a')].length, `${new URLSearchParams(p)}`, new URLSearchParams('?x').has('x'));
console.log(`${new URLSearchParams({ a: undefined, b: null, c: [1, 2] })}`, `${new URLSearchParams([['a', 1], new Set(['b', 2])])}`);
