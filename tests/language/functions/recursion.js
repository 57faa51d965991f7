// Recursion: depth, mutual calls, and the stack's end as an error that can be caught.
const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
console.log(fib(20));
const even = (n) => n === 0 || odd(n - 1), odd = (n) => n !== 0 && even(n - 1);
console.log(even(500), odd(501));
function hanoi(n, a, b, c) { return n === 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a); }
console.log(hanoi(10, 'a', 'b', 'c'));
function ackermann(m, n) { return m === 0 ? n + 1 : n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
console.log(ackermann(2, 3));
let depth = 0;
function down() { depth++; down(); }
try { down(); } catch (e) { console.log(e instanceof RangeError, e.message, depth > 1000); }
const flatten = (a) => a.reduce((out, x) => out.concat(Array.isArray(x) ? flatten(x) : x), []);
console.log(flatten([1, [2, [3, [4]], 5]]));
