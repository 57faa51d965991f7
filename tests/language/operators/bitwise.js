// Bit operators work on 32-bit integers.
console.log(5 & 3, 5 | 3, 5 ^ 3, ~5, ~-1, ~~3.7, ~~-3.7);
console.log(1 << 31, 1 << 32, 1 << 33, -1 >>> 0, -1 >>> 28, -8 >> 1, -8 >>> 1, 5 >> 40);
console.log(4294967296 | 0, 4294967295 | 0, 2147483648 | 0, NaN | 0, Infinity | 0, 1e20 | 0, '12' | 0, null | 1);
let x = 0b1010;
x &= 6; console.log(x); x |= 9; console.log(x); x ^= 15; console.log(x); x <<= 4; console.log(x); x >>= 2; console.log(x); x >>>= 1; console.log(x);
let hash = 0;
for (const c of 'tickscope') hash = (hash * 31 + c.charCodeAt(0)) | 0;
console.log(hash);
