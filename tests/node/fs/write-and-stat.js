// writeFile, appendFile, stat, existsSync on a relative path.
const fs = require('fs');
fs.writeFile('out.tmp', 'hello', (e) => {
  console.log('written', e);
  fs.appendFile('out.tmp', ' world', (e) => {
    console.log('appended', e, fs.readFileSync('out.tmp', 'utf8'));
    fs.stat('out.tmp', (e, s) => {
      console.log(s.size, s.isFile(), s.isDirectory(), typeof s.mtimeMs, s.mtime instanceof Date, s.isSymbolicLink());
      fs.promises
        .writeFile('out.tmp', 'replaced')
        .then(() => fs.promises.stat('out.tmp'))
        .then((s) => {
          console.log(s.size, fs.existsSync('out.tmp'), fs.existsSync('none.tmp'));
          fs.unlinkSync('out.tmp');
          console.log(fs.existsSync('out.tmp'));
          fs.stat('out.tmp', (e) => {
            console.log(e.code, e.message);
            fs.writeFile('nodir/x.tmp', 'x', (e) => {
              console.log(e.code, e.syscall);
              fs.promises.stat('gone').catch((e) => console.log(e.message));
            });
          });
        });
    });
  });
});
fs.writeFileSync('sync.tmp', 'abc');
fs.appendFileSync('sync.tmp', 'def');
console.log(
  fs.statSync('sync.tmp').size,
  fs.readFileSync('sync.tmp', 'utf8'),
  fs.readFileSync('sync.tmp', 'latin1').length,
);
try {
  fs.statSync('none');
} catch (e) {
  console.log(e.message);
}
console.log(fs.statSync('none', { throwIfNoEntry: false }));
fs.unlinkSync('sync.tmp');
