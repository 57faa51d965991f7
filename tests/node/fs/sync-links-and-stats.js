// Links, stats, access, modes and times.
const fs = require('fs');
const dir = '/tmp/tickscope-sync-links-and-stats';
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

fs.writeFileSync('y.txt', 'text');
show('symlink', () => fs.symlinkSync('y.txt', 'link'));
show('readlink', () => fs.readlinkSync('link'));
show('realpath', () => fs.realpathSync('link'));
show('lstat', () => [fs.lstatSync('link').isSymbolicLink(), fs.statSync('link').isFile(), fs.statSync('.').isDirectory()]);
show('again', () => fs.symlinkSync('y.txt', 'link'));
show('no link', () => fs.readlinkSync('y.txt'));
show('link', () => (fs.linkSync('y.txt', 'hard'), fs.statSync('hard').nlink));
show('stat', () => fs.statSync('nope'));
show('quiet', () => fs.statSync('nope', { throwIfNoEntry: false }));
show('size', () => [fs.statSync('y.txt').size, fs.statSync('y.txt', { bigint: true }).size]);
show('utimes', () => (fs.utimesSync('y.txt', 1, 2.5), [fs.statSync('y.txt').atime.toISOString(), fs.statSync('y.txt').mtimeMs]));
show('chmod', () => (fs.chmodSync('y.txt', 0o640), (fs.statSync('y.txt').mode & 0o777).toString(8)));
show('mode', () => fs.chmodSync('y.txt', 'rwx'));
show('access', () => fs.accessSync('y.txt', fs.constants.R_OK));
show('no access', () => fs.accessSync('nope'));
fs.symlinkSync('loop2', 'loop1');
fs.symlinkSync('loop1', 'loop2');
show('loop', () => fs.readFileSync('loop1'));
