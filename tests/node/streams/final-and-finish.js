// _final runs when all is written; 'finish' waits for it.
const { Writable } = require('stream');
const w = new Writable({
  write(chunk, encoding, callback) { setImmediate(() => { console.log('written', String(chunk)); callback(); }); },
  final(callback) { console.log('final'); setImmediate(() => { console.log('final done'); callback(); }); },
});
w.on('prefinish', () => console.log('prefinish'));
w.on('finish', () => console.log('finish'));
w.on('close', () => console.log('close'));
w.write('a');
w.end('b', () => console.log('end callback'));
const bad = new Writable({ write(chunk, encoding, callback) { callback(); }, final(callback) { callback(new Error('no final')); } });
bad.on('error', (error) => console.log('bad', error.message));
bad.end((error) => console.log('bad end', error && error.message));
