// pipeline: all is closed before its callback; the value of a last function.
const { Readable, Writable, Transform, pipeline } = require('stream');
const r = Readable.from(['a', 'b']), t = new Transform({ objectMode: true, transform(c, e, cb) { cb(null, c + c); } });
const w = new Writable({ objectMode: true, write(c, e, cb) { console.log('got', c); cb(); } });
for (const [name, s] of [['r', r], ['t', t], ['w', w]]) for (const e of ['end', 'finish', 'close']) s.on(e, () => console.log(name, e));
pipeline(r, t, w, (error) => {
  console.log('over', error);
  pipeline([1, 2, 3], async function* (source) { for await (const n of source) yield n * 10; }, async (source) => { let sum = 0; for await (const n of source) sum += n; return sum; },
    (problem, value) => console.log('sum', problem, value));
});
