// What write() and end() refuse, at once or by an event.
const { Writable } = require('stream');
const make = (name, options) => new Writable({ write(chunk, encoding, callback) { callback(); }, ...options })
  .on('error', (error) => console.log(name, 'error', error.code)).on('close', () => console.log(name, 'close'));
const a = make('a');
for (const chunk of [null, 5, undefined, {}]) {
  try {
    a.write(chunk);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
try { a.write('x', 'nope'); } catch (error) { console.log(error.code, error.message); }
a.end('x');
console.log(a.write('y', (error) => console.log('a callback', error.code)));
const b = make('b');
b.destroy();
b.write('x', (error) => console.log('b callback', error.code));
b.end((error) => console.log('b end', error.code));
const c = make('c');
c.end();
c.on('finish', () => c.end((error) => console.log('c end again', error.code)));
const d = make('d', { write: undefined });
try { d.write('x'); } catch (error) { console.log(error.code); }
