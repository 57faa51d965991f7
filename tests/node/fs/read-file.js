// readFile by callback, promise and synchronously; errors.
const fs = require('fs'),
  path = require('path');
const file = path.join(__dirname, 'lib', 'note.txt');
console.log(
  fs.readFileSync(file, 'utf8'),
  fs.readFileSync(file, { encoding: 'utf8' }).length,
);
fs.readFile(file, 'utf8', (e, t) => {
  console.log('callback', e, t.length);
  fs.promises.readFile(file, 'utf8').then((t) => {
    console.log('promise', t.split('\n').length);
    fs.readFile(file + '.none', (e, t) => {
      console.log(e.code, e.errno, e.syscall, e.message.replace(__dirname, '<here>'), t, e.path.endsWith('.none'));
      require('fs/promises')
        .readFile(__dirname, 'utf8')
        .catch((e) => {
          console.log(e.code, e.message);
          fs.readFile(file, 'latin1', (e, b) => console.log(typeof b, b.length, b.slice(0, 5)));
        });
    });
  });
});
try {
  fs.readFileSync(file + 'x', 'utf8');
} catch (e) {
  console.log(e.name, e.code, e.message.replace(__dirname, '<here>'));
}
try {
  fs.readFileSync(__dirname, 'utf8');
} catch (e) {
  console.log(e.code, e.message);
}
try {
  fs.readFile(file);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  fs.readFileSync(5.5);
} catch (e) {
  console.log(e.code);
}
try {
  fs.readFileSync({});
} catch (e) {
  console.log(e.code, e.message);
}
console.log('sync part over');
