// Long strings built piece by piece stay cheap and exact.
let s = '';
for (let i = 0; i < 2000; i++) s += String.fromCharCode(97 + i % 26);
console.log(s.length, s[1999], s.slice(1000, 1010), s.indexOf('xyzabc', 500));
let t = s;
for (let i = 0; i < 5; i++) t = t + t;
console.log(t.length, t.charCodeAt(63999), t.lastIndexOf('abc'));
let front = '';
for (let i = 0; i < 100; i++) front = i + ',' + front;
console.log(front.slice(0, 20), front.length);
const parts = [];
for (const word of 'to be or not to be'.split(' ')) parts.unshift(word[0].toUpperCase() + word.slice(1));
console.log(parts.join(' '));
const count = {};
for (const c of 'mississippi') count[c] = (count[c] ?? 0) + 1;
console.log(count);
console.log([...'racecar'].reverse().join('') === 'racecar', 'abc' + 1 + 2, 1 + 2 + 'abc');
