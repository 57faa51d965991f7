// Names in a folder, and path's everyday functions.
const fs = require('fs'),
  path = require('path');
console.log(
  fs.readdirSync(path.join(__dirname, 'lib')),
  path.basename(__filename),
  path.extname('a.b.js'),
  path.join('/a', '..', 'b', './c'),
  path.resolve('/x', 'y', '../z'),
  path.dirname('/a/b/c'),
  path.normalize('/a//b/../c/.'),
  path.isAbsolute('a'),
  path.relative('/a/b/c', '/a/d'),
  path.parse('/d/file.txt'),
  path.sep,
  path.format({ dir: '/d', base: 'b' }),
  path.basename('/a/b.html', '.html'),
);
fs.readdir(path.join(__dirname, 'lib'), (e, names) => {
  console.log(e, names);
  fs.promises.readdir(path.join(__dirname, 'none')).catch((e) => console.log(e.code, e.syscall));
});
