// Numbers follow IEEE 754, including its corners.
console.log(7 / 2, 7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 2 ** 10, 2 ** -1, (-2) ** 3);
console.log(1 / 0, -1 / 0, 0 / 0, 0 * -1, Object.is(-0, 0 * -1), 1 / -0);
console.log(0.1 + 0.2, 0.1 * 3, 1e21, 1e-7, 123456789012345680000, 1.7976931348623157e308 * 10);
console.log(5e-324, 5e-324 / 2, 2 ** 53, 2 ** 53 + 1, 4294967295 + 1, -2147483648 - 1);
console.log(2147483647 + 1, 2147483647 * 2, 1 - 2 ** 31, 46341 * 46341, 3 * 0.1);
console.log(NaN === NaN, Infinity - Infinity, Infinity * 0, 5 % 0, 5 % Infinity, -0 % 5);
console.log(1_000_000, 0xff, 0o17, 0b101, .5, 5., 1e3);
let i = 5;
console.log(i++ + ++i, i-- - --i, i, -i, +i, - -i, +'12', -'3', +'', +' 4 ', +'4x', +[], +{}, +null, +undefined, +true);
