// mkdir, readdir, rmdir, rm, rename, with recursion and their errors.
const fs = require('fs');
const dir = '/tmp/tickscope-sync-folders';
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

show('mkdir', () => fs.mkdirSync('a/b/c', { recursive: true }));
show('again', () => fs.mkdirSync('a/b/c', { recursive: true }));
show('exists', () => fs.mkdirSync('a'));
show('no parent', () => fs.mkdirSync('q/w'));
fs.writeFileSync('a/f.txt', 'x');
show('through a file', () => fs.mkdirSync('a/f.txt/y', { recursive: true }));
show('readdir', () => fs.readdirSync('a'));
show('recursive', () => fs.readdirSync('.', { recursive: true }));
show('types', () => fs.readdirSync('a', { withFileTypes: true }).map((d) => [d.name, d.isDirectory(), d.isFile(), d.parentPath]));
show('not there', () => fs.readdirSync('nope'));
show('a file', () => fs.readdirSync('a/f.txt'));
show('rmdir full', () => fs.rmdirSync('a'));
show('rm folder', () => fs.rmSync('b', { force: true }));
show('unlink', () => fs.unlinkSync('nope'));
show('rename', () => fs.renameSync('a/f.txt', 'g.txt'));
show('rename nothing', () => fs.renameSync('nope', 'h'));
show('rm', () => (fs.rmSync('a', { recursive: true }), fs.readdirSync('.')));
show('opendir', () => { const d = fs.opendirSync('.'); const names = []; for (let e; (e = d.readSync());) names.push(e.name); d.closeSync(); return names.sort(); });
