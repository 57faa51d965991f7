// Dates in UTC: parsing, parts, overflow, text.
const d = new Date(Date.UTC(2024, 1, 29, 13, 45, 30, 123));
console.log(
  d.toISOString(),
  d.getTime(),
  d.toJSON(),
  JSON.stringify({ d }),
  d.getUTCFullYear(),
  d.getUTCMonth(),
  d.getUTCDate(),
  d.getUTCDay(),
  d.getUTCHours(),
  d.getUTCMinutes(),
  d.getUTCSeconds(),
  d.getUTCMilliseconds(),
  +d,
  d - new Date(0),
  d > new Date(0),
  typeof (d + 1),
  d.valueOf() === d.getTime(),
);
console.log(
  d.toUTCString(),
  d.toString(),
  d.toDateString(),
  d.toTimeString(),
  `${new Date(0)}`,
  d,
  [d],
  new Date(NaN),
  String(new Date(NaN)),
  new Date(NaN).getTime(),
  new Date(NaN).toJSON(),
  d.getTimezoneOffset(),
);
for (const s of [
  '2020-01-01',
  '2020-01-01T00:00:00Z',
  '2020-01-01T10:00:00+02:00',
  '2020-01',
  '2020',
  '2020-02-30',
  '2020-13-01',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Jan 5, 2021 10:00',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  'nonsense',
  '2020-01-01T24:00:00Z',
  '2020-1-5',
  '12/25/1995',
  '2020-01-01T00:00:00.123456Z',
]) {
  const t = new Date(s);
  console.log(s, '->', isNaN(t) ? 'Invalid' : t.toISOString());
}
const e = new Date(0);
e.setUTCMonth(13);
console.log(e.toISOString());
e.setUTCDate(0);
console.log(e.toISOString());
e.setUTCHours(25, 61, 61, 1001);
console.log(e.toISOString());
e.setTime(8.64e15);
console.log(e.toISOString());
e.setTime(8.64e15 + 1);
console.log(e.getTime());
console.log(
  new Date(2020, 0).toISOString(),
  new Date(99, 0).getFullYear(),
  new Date(2020, 11, 31, 23, 59, 60).toISOString(),
  new Date(2020, NaN).getTime(),
  new Date(true).getTime(),
  new Date('5').getTime() === Date.parse('5'),
  new Date(new Date(7)).getTime(),
  new Date(null).getTime(),
  new Date(undefined).getTime(),
  new Date(1.9).getTime(),
  Date.UTC(2017),
  Date.length,
  Date.UTC(0),
  Date.UTC(100, 0),
);
console.log(
  typeof Date(),
  typeof Date.now(),
  new Date().constructor.name,
  d[Symbol.toPrimitive]('number') === +d,
  d[Symbol.toPrimitive]('string') === String(d),
);
try {
  new Date(NaN).toISOString();
} catch (x) {
  console.log(x.name, x.message);
}
const leap = [];
for (let y = 1896; y < 1912; y++) if (new Date(Date.UTC(y, 1, 29)).getUTCMonth() === 1) leap.push(y);
console.log(
  leap.join(),
  Math.round((Date.UTC(2024, 2, 1) - Date.UTC(2024, 1, 1)) / 864e5),
  new Date(Date.UTC(2024, 0, 31 + 1)).toISOString().slice(0, 10),
);
