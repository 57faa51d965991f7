// hrtime goes forward, in nanoseconds; uptime in seconds.
const a = process.hrtime(),
  b = process.hrtime(a),
  n = process.hrtime.bigint;
console.log(a.length, b[0] === 0, b[1] >= 0 && b[1] < 1e9, typeof n, typeof process.uptime(), process.uptime() < 60);
const d0 = Date.now(),
  h0 = process.hrtime();
setTimeout(() => {
  const [s, ns] = process.hrtime(h0),
    ms = s * 1e3 + ns / 1e6;
  console.log(ms >= 19 && ms < 200, Date.now() - d0 >= 19);
}, 20);
const m = process.memoryUsage();
console.log(
  Object.keys(m),
  Object.values(m).every((v) => typeof v === 'number' && v >= 0),
  m.heapUsed <= m.heapTotal,
);
