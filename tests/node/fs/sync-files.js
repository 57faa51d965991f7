// Whole files: write, read, append, copy, truncate, and their errors.
const fs = require('fs');
const dir = '/tmp/tickscope-sync-files';
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

show('write', () => fs.writeFileSync('x.txt', 'héllo'));
show('read', () => fs.readFileSync('x.txt', 'utf8'));
show('bytes', () => fs.readFileSync('x.txt'));
show('append', () => fs.appendFileSync('x.txt', Buffer.from(' more')));
show('latin1', () => fs.readFileSync('x.txt', { encoding: 'latin1' }));
show('exists', () => [fs.existsSync('x.txt'), fs.existsSync('nope')]);
show('copy', () => fs.copyFileSync('x.txt', 'y.txt'));
show('copy again', () => fs.copyFileSync('x.txt', 'y.txt', fs.constants.COPYFILE_EXCL));
show('copy nothing', () => fs.copyFileSync('nope', 'z.txt'));
show('truncate', () => fs.truncateSync('y.txt', 3));
show('longer', () => (fs.truncateSync('y.txt', 6), fs.readFileSync('y.txt')));
show('folder', () => fs.readFileSync('.'));
show('number', () => fs.writeFileSync('x', 5));
show('encoding', () => fs.readFileSync('x.txt', 'bad'));
show('null', () => fs.readFileSync(null));
show('nul byte', () => fs.readFileSync('a\0b'));
show('flag', () => fs.writeFileSync('x.txt', 'z', { flag: 'wx' }));
show('buffer path', () => fs.readFileSync(Buffer.from('y.txt')).length);
