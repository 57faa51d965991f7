// compose() and Duplex.from() of functions, iterables and pairs.
const { Duplex, Readable, Writable, PassThrough, compose } = require('stream');
const upper = compose(async function* (source) { for await (const c of source) yield String(c).toUpperCase(); }, async function* (source) { for await (const c of source) yield c + '!'; });
for (const e of ['end', 'finish', 'close']) upper.on(e, () => console.log('upper', e));
upper.on('data', (c) => console.log('upper', c));
upper.end('a');
upper.on('close', () => {
  const d = Duplex.from({ readable: Readable.from(['r1', 'r2']), writable: new Writable({ write(c, e, cb) { console.log('w', String(c)); cb(); } }) });
  d.on('data', (c) => console.log('d', c)).on('close', () => {
    console.log('d close');
    Duplex.from(['i1']).on('data', (c) => console.log(c)).on('end', () => {
      const sink = Duplex.from(async (source) => { for await (const c of source) console.log('sink', String(c)); });
      sink.end('into');
      sink.on('finish', () => console.log('sink finish'));
    });
  });
  d.end('x');
});
try { compose(); } catch (error) { console.log(error.code); }
try { Duplex.from(5); } catch (error) { console.log(error.code); }
console.log(new PassThrough() === Duplex.from(new PassThrough()));
