// A store through awaits, emitters, generators and streams.
const { AsyncLocalStorage } = require('async_hooks');
const { EventEmitter, once } = require('events');
const { pipeline, Transform, Readable } = require('stream');
const storage = new AsyncLocalStorage();
const show = (name) => console.log(name, storage.getStore());
async function leaf() { await null; show('leaf'); }
(async () => {
  await storage.run(1, async () => {
    await leaf();
    await Promise.all([leaf(), storage.run(2, leaf)]);
    const e = new EventEmitter();
    setTimeout(() => storage.run(3, () => e.emit('go')), 1);
    e.on('go', () => show('listener'));
    await once(e, 'go');
    show('after once');
    for await (const x of (async function* () { yield 1; await null; show('generator'); yield 2; })()) if (x === 2) show('loop');
    await new Promise((resolve) => pipeline(Readable.from(['a']), new Transform({ transform(c, enc, cb) { show('transform'); cb(null, c); } }), async function* (source) { for await (const c of source) { show('stage'); yield c; } }, async (source) => { for await (const c of source); }, resolve));
    show('after pipeline');
    try { await Promise.reject(new Error('x')); } catch { show('catch'); } finally { show('finally'); }
    const thenable = { then(resolve) { show('thenable'); resolve(); } };
    await thenable;
    show('end');
  });
  show('outside');
})();
