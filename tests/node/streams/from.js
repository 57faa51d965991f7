// Readable.from: strings are one chunk, promises are waited for, null is refused.
const { Readable } = require('stream');
const show = (name, iterable, options) => new Promise((resolve) => {
  const r = Readable.from(iterable, options);
  r.on('data', (x) => console.log(name, x)).on('error', (e) => console.log(name, e.code ?? e.message)).on('close', () => { console.log(name, 'close'); resolve(); });
});
(async () => {
  await show('string', 'hello');
  await show('buffer', Buffer.from('hi'));
  await show('set', new Set([1, 2]));
  await show('promises', [Promise.resolve(1), 2]);
  await show('null', [1, null]);
  await show('throws', (function* () { yield 1; throw new Error('generator'); })());
  await show('async', (async function* () { yield 'a'; await null; yield 'b'; })());
  try { Readable.from(5); } catch (error) { console.log(error.code, error.message); }
  const r = Readable.from((function* () { try { yield 1; yield 2; } finally { console.log('cleaned up'); } })());
  r.once('data', () => r.destroy());
})();
