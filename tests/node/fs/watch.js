// fs.watch tells what comes, goes and changes its name.
const fs = require('fs');
const dir = '/tmp/tickscope-watch';
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
process.chdir(dir);
const w = fs.watch('.', (event, name) => {
  console.log(event, name);
  if (name === 'end') w.close();
});
w.on('close', () => console.log('closed'));
setTimeout(() => fs.renameSync('first', 'second'), 100);
setTimeout(() => fs.unlinkSync('second'), 200);
setTimeout(() => fs.mkdirSync('end'), 300);
setTimeout(() => fs.symlinkSync('nowhere', 'first'), 20);
try { fs.watch('nope'); } catch (error) { console.log(error.code, error.syscall, error.filename); }
