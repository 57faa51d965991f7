// for await over streams: to the end, with a break, into an error, with a destroy from outside.
const { Readable } = require('stream');
const watch = (r, name) => { for (const e of ['end', 'close', 'error']) r.on(e, () => console.log(name, e)); return r; };
(async () => {
  const a = watch(Readable.from(['x', 'y']), 'a');
  for await (const chunk of a) console.log(chunk);
  const b = watch(Readable.from([1, 2, 3]), 'b');
  for await (const n of b) { console.log(n); break; }
  console.log('after break', b.destroyed);
  const c = new Readable({ objectMode: true, read() { this.push(1); this.destroy(new Error('inside')); } });
  try { for await (const n of c) console.log('c', n); } catch (error) { console.log('caught', error.message); }
  const d = watch(Readable.from([1, 2, 3]), 'd');
  for await (const n of d.iterator({ destroyOnReturn: false })) { console.log('d', n); break; }
  console.log(d.destroyed);
  for await (const n of d) console.log('rest', n);
  const e = new Readable({ read() {} });
  setImmediate(() => e.destroy());
  try { for await (const n of e) console.log(n); } catch (error) { console.log(error.code); }
})();
