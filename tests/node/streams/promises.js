// stream/promises
const { Readable, Writable, PassThrough } = require('stream');
const { pipeline, finished } = require('stream/promises');
(async () => {
  const out = [];
  await pipeline(Readable.from(['a', 'b']), async function* (source) { for await (const c of source) yield c.toUpperCase(); }, new Writable({ objectMode: true, write(c, e, cb) { out.push(c); cb(); } }));
  console.log(out);
  await pipeline(Readable.from(['x']), new PassThrough({ objectMode: true }).on('error', () => {}).destroy(new Error('broken'))).catch((error) => console.log(error.code ?? error.message));
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await pipeline(new Readable({ read() {} }), new PassThrough(), { signal: controller.signal }).catch((error) => console.log(error.name, error.code));
  const r = Readable.from([1]);
  r.resume();
  await finished(r);
  console.log('finished', r.readableEnded);
  await finished(new PassThrough().destroy()).catch((error) => console.log(error.code));
})();
