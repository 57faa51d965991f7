// Precedence and associativity, seen through results.
console.log(2 ** 3 ** 2, (2 ** 3) ** 2, -(2 ** 2), 2 + 3 * 4 % 5, 1 + 2 + '3' + 4 + 5, '1' - - '1');
console.log(!1 + 1, typeof 1 + 1, 1 < 2 == true, 1 | 2 ^ 3 & 4, 1 + 1 << 2, true ? false ? 1 : 2 : 3, false ? 1 : true ? 2 : 3);
console.log(+!!'x', - +'4', ~-5, void 0 ?? 'v', 3 > 2 && 2 > 1 || false, (1, 2) + 3);
let n = 3;
console.log(n+++n, n, n-- - n, typeof n++, n);
