// An error anywhere destroys all streams of a pipeline.
const { Readable, Writable, Transform, pipeline } = require('stream');
function run(name, at, next) {
  const r = new Readable({ objectMode: true, read() { if (at === 'source') this.destroy(new Error('source')); else this.push(1); } });
  const t = new Transform({ objectMode: true, transform(c, e, cb) { if (at === 'middle') cb(new Error('middle')); else cb(null, c); } });
  const w = new Writable({ objectMode: true, write(c, e, cb) { if (at === 'sink') cb(new Error('sink')); else if (at === 'close') this.destroy(); else cb(); } });
  for (const [n, s] of [['r', r], ['t', t], ['w', w]]) for (const e of ['error', 'close']) s.on(e, (x) => console.log(name, n, e, x ? x.message : ''));
  pipeline(r, t, w, (error) => { console.log(name, 'over', error.code ?? error.message, r.destroyed, t.destroyed, w.destroyed); next?.(); });
}
run(1, 'source', () => run(2, 'middle', () => run(3, 'sink', () => run(4, 'close'))));
