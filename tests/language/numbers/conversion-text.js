// Numbers as text and back again, exactly.
const back = (n) => Number(String(n)) === n;
let bad = 0,
  x = 1;
for (let i = 0; i < 400; i++) {
  x = (x * 1103515245 + 12345) % 2147483648;
  const v = (x / 2147483648) * 10 ** ((i % 40) - 20);
  if (!back(v) || !back(-v)) bad++;
}
console.log(
  bad,
  [
    0.1,
    0.2,
    0.3,
    1 / 3,
    2 / 3,
    1e23,
    1.7e-300,
    123456789.987654321,
    4.9e-324,
    2.2250738585072014e-308,
    9.5e-5,
    1e-6,
    1.5e-6,
    100000000000000000000,
    1e21,
    1.5e21,
    999999999999999900000,
    0.000001234,
  ]
    .map(String)
    .join(' '),
);
console.log(
  [255, -255, 0.5, 1e21, 3.14159]
    .map((n) => [2, 8, 16, 36].map((r) => n.toString(r).slice(0, 20)).join(' '))
    .join('\n'),
);
console.log(
  [1.005, 1.255, 10.235, 8.345, 0.5, 1.5, 2.5, -2.5, 1e-10, 123.456]
    .map((n) => [0, 1, 2].map((d) => n.toFixed(d)).join('/'))
    .join(' '),
);
console.log(
  [0, 1, -1, 123.456, 1e-7, 1e21, 0.00001]
    .map((n) =>
      [n.toExponential(), n.toExponential(2), n.toPrecision(1), n.toPrecision(3), n.toPrecision(21)].join(' '),
    )
    .join('\n'),
);
console.log(
  [
    '1.',
    '.1',
    '1e',
    '1e+',
    '+.5',
    '-0',
    '0x',
    '0b2',
    '1 2',
    '１',
    '1\u00a0',
    '\u2003 7 \n',
    '1e1000',
    '-1e1000',
    '0.1e-400',
    '00012',
    '1,5',
    '0o17',
    'Infinityx',
    '12px',
  ]
    .map((t) => `${JSON.stringify(t)}:${Number(t)}:${parseFloat(t)}:${parseInt(t)}`)
    .join(' '),
);
console.log(
  (25).toString(36),
  (0.1).toString(2).length,
  (2 ** 60).toString(7),
  (-0).toString(),
  (-0).toFixed(2),
  [-0] + '',
  `${-0}`,
  JSON.stringify(-0),
  Object.is(+'-0', -0),
  (1e21 + 1).toLocaleString === undefined,
  0.1 + 0.2 === 0.3,
  0.1 * 3,
  (9.95).toFixed(1),
  (1.45).toFixed(1),
  (1234.5678).toFixed(2),
  Number('0b101') + Number('0o17') + Number('0xff'),
  5e-324 / 2,
  -5e-324 / 2,
  1.7976931348623157e308 * 2,
  2 ** 1023 * 2 ** 0.5,
);
