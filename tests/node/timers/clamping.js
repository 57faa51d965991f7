// Delays become whole milliseconds from 1 to 2^31 - 1.
const show = (v) => {
  const t = setTimeout(() => {}, v);
  console.log(String(v), '->', t._idleTimeout);
  clearTimeout(t);
};
process.on('warning', () => {});
for (const v of [0, 1, 1.9, 2.7, '7', 'x', null, undefined, true, [3], {}, [], 2 ** 31 - 1]) show(v);
for (const bad of [
  () => setTimeout(),
  () => setTimeout('code', 1),
  () => setTimeout(null),
  () => setInterval({}),
  () => setImmediate(5),
]) {
  try {
    bad();
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
try {
  setTimeout(() => {}, Symbol('s'));
} catch (e) {
  console.log(e.message);
}
