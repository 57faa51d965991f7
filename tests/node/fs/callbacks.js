// The callback forms, each alone, with what they give.
const fs = require('fs');
const dir = '/tmp/tickscope-callbacks';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
const calls = [
  (next) => fs.writeFile('a', 'text', (e) => next('writeFile', e)),
  (next) => fs.readFile('a', 'utf8', (e, text) => next('readFile', e, text)),
  (next) => fs.appendFile('a', '!', (e) => next('appendFile', e)),
  (next) => fs.stat('a', (e, s) => next('stat', e, s.size)),
  (next) => fs.stat('nope', (e, s) => next('stat', e.code, s)),
  (next) => fs.mkdir('m/n', { recursive: true }, (e, first) => next('mkdir', e, first)),
  (next) => fs.readdir('.', (e, names) => next('readdir', e, names)),
  (next) => fs.rename('a', 'm/a', (e) => next('rename', e)),
  (next) => fs.access('a', (e) => next('access', e.message)),
  (next) => fs.exists('m/a', (there) => next('exists', there)),
  (next) => fs.copyFile('m/a', 'b', (e) => next('copyFile', e)),
  (next) => fs.truncate('b', 2, (e) => next('truncate', e)),
  (next) => fs.symlink('b', 'l', (e) => next('symlink', e)),
  (next) => fs.readlink('l', (e, to) => next('readlink', e, to)),
  (next) => fs.realpath('l', (e, path) => next('realpath', e, path)),
  (next) => fs.open('b', 'r+', (e, fd) => fs.write(fd, 'zz', 1, (e, n, data) => { console.log('write', e, n, data); fs.read(fd, Buffer.alloc(3), 0, 3, 0, (e, n, b) => { console.log('read', e, n, b); fs.close(fd, (e) => next('close', e)); }); })),
  (next) => fs.unlink('l', (e) => next('unlink', e)),
  (next) => fs.rm('m', (e) => next('rm', e.code)),
  (next) => fs.rm('m', { recursive: true }, (e) => next('rm', e)),
  (next) => fs.opendir('.', (e, d) => d.read((e, entry) => { console.log('entry', e, entry.name); d.close((e) => next('dir close', e)); })),
  (next) => fs.mkdtemp('t-', (e, path) => next('mkdtemp', e, path.length)),
];
(function step(i) {
  if (i < calls.length) calls[i]((...result) => { console.log(...result); step(i + 1); });
})(0);
