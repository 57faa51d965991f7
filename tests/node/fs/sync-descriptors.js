// open, read, write, readv, writev, ftruncate, close, and bad descriptors.
const fs = require('fs');
const dir = '/tmp/tickscope-sync-descriptors';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
const show = (name, f) => {
  try {
    console.log(name, f());
  } catch (error) {
    console.log(name, error.name, error.code, error.message, error.syscall, error.path, error.dest, error.errno);
  }
};

fs.writeFileSync('z', 'abc');
const fd = fs.openSync('z', 'r+');
show('write', () => fs.writeSync(fd, 'ABC', 1));
show('read', () => { const b = Buffer.alloc(6); return [fs.readSync(fd, b, 0, 6, 0), b]; });
show('writev', () => fs.writevSync(fd, [Buffer.from('1'), Buffer.from('22')], 0));
show('readv', () => { const a = Buffer.alloc(2), b = Buffer.alloc(2); return [fs.readvSync(fd, [a, b], 0), a, b]; });
show('fstat', () => fs.fstatSync(fd).size);
show('ftruncate', () => fs.ftruncateSync(fd, 2));
show('read options', () => { const b = Buffer.alloc(4); return [fs.readSync(fd, b, { position: 0, length: 1 }), b]; });
show('bounds', () => fs.readSync(fd, Buffer.alloc(2), 0, 5));
show('close', () => fs.closeSync(fd));
show('closed', () => fs.closeSync(fd));
show('read closed', () => fs.readSync(fd, Buffer.alloc(1)));
show('type', () => fs.closeSync('x'));
show('negative', () => fs.closeSync(-1));
show('open nothing', () => fs.openSync('nope'));
show('open new', () => fs.openSync('z', 'wx'));
show('flags', () => fs.openSync('z', 'bad'));
