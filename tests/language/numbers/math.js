// Math's functions, at their corners.
const m = Math;
console.log(
  m.round(2.5),
  m.round(-2.5),
  m.round(0.49999999999999994),
  m.round(-0.2),
  m.round(1e300),
  m.floor(-1.5),
  m.ceil(-1.5),
  m.trunc(-1.9),
  m.sign(-3),
  m.sign(-0),
  m.sign('x'),
  m.abs(-5),
  m.abs('-3'),
  m.abs(null),
  m.abs(),
);
console.log(
  m.max(),
  m.min(),
  m.max(1, NaN),
  m.max(1, '3', [2]),
  m.max(-0, 0),
  m.min(0, -0),
  m.pow(2, 0.5),
  m.sqrt(-1),
  m.sqrt(2),
  m.cbrt(27),
  m.hypot(3, 4),
  m.hypot(),
  m.hypot(Infinity, NaN),
  m.pow(NaN, 0),
  m.pow(1, Infinity),
  (-8) ** (1 / 3),
);
console.log(
  m.log(0),
  m.log(m.E),
  m.log2(8),
  m.log10(1000),
  m.log1p(0),
  m.exp(0),
  m.exp(1) === m.E,
  m.expm1(0),
  m.sin(0),
  m.cos(0),
  m.atan2(1, 1) === m.PI / 4,
  m.atan2(0, -0),
  m.atan(Infinity) === m.PI / 2,
  m.asin(2),
  m.sinh(0),
  m.tanh(Infinity),
  m.fround(5.5),
  m.fround(5.05),
  m.imul(0xffffffff, 5),
  m.imul(2, 4.9),
  m.clz32(1),
  m.clz32(0),
  m.clz32(0.5),
);
console.log(
  m.PI,
  m.E,
  m.LN2,
  m.LN10,
  m.LOG2E,
  m.LOG10E,
  m.SQRT2,
  m.SQRT1_2,
  typeof m.random(),
  (() => {
    for (let i = 0; i < 100; i++) {
      const r = m.random();
      if (r < 0 || r >= 1) return 'outside';
    }
    return 'inside';
  })(),
  Object.prototype.toString.call(m),
  m.max.length,
  m.hypot.length,
);
try {
  new Math();
} catch (e) {
  console.log(e.message);
}
const gcd = (a, b) => (b ? gcd(b, a % b) : a);
console.log(
  gcd(1071, 462),
  [...Array(30).keys()].filter((n) => n > 1 && [...Array(n).keys()].slice(2).every((d) => n % d)).join(),
);
let pi = 0;
for (let k = 0; k < 1000; k++) pi += (k % 2 ? -4 : 4) / (2 * k + 1);
console.log(
  pi,
  m.round(pi * 1e6) / 1e6,
  (0.1 * 3).toFixed(20),
  m.max(...[1, 5, 3]),
  m.min.apply(null, [4, 2]),
  ~~(m.PI * 100) / 100,
);
