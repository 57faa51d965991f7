// Paths with drives and both separators, on a machine that has neither.
const { win32, posix } = require('path');
console.log(win32 === require('path/win32'), posix === require('path/posix'), win32.posix === posix, win32.sep, win32.delimiter);
const paths = ['', '.', '..', 'a', 'a\\b/c', 'C:', 'C:\\', 'c:/x//y\\..\\z', 'C:x.txt', '\\', '/', '\\\\server\\share', '//server/share/dir/f.e', '\\\\?\\C:\\x', '\\\\.\\pipe\\p',
  'a\\..\\..\\b', '.\\a\\', 'C:..\\a', 'file.', '.profile', 'a.b.c', '..\\a.', 'con\\', 'a:b'];
for (const path of paths)
  console.log(JSON.stringify(path), win32.normalize(path), win32.dirname(path), win32.basename(path), win32.extname(path), win32.isAbsolute(path), JSON.stringify(win32.parse(path)));
console.log(win32.join('a', '..', '\\b', 'c'), win32.join('\\\\server', 'share', 'x'), win32.join('//a', '/b'), win32.join(''), win32.join('C:', 'x'));
console.log(win32.resolve('C:\\a', '..\\b'), win32.resolve('C:\\a', 'D:\\b'), win32.resolve('\\\\server\\share', '..', 'x'), win32.resolve('C:/a', '/b'));
console.log(win32.relative('C:\\a\\b', 'c:\\A\\c\\d'), win32.relative('C:\\', 'D:\\x'), win32.relative('\\\\s\\h\\a', '\\\\s\\h\\b'), win32.relative('C:\\a', 'C:\\a\\b'));
console.log(win32.format({ dir: 'C:\\d', base: 'f.t' }), win32.format({ root: 'C:\\', name: 'n', ext: '.e' }), win32.toNamespacedPath('C:\\x'), win32.toNamespacedPath('\\\\s\\h\\x'));
for (const bad of [1, null, {}]) try { win32.join('a', bad); } catch (e) { console.log(e.code, e.message); }
console.log(posix.parse('//x/y.z'), posix.basename('a/b.txt', '.txt'), posix.basename('///', 'x'), posix.basename('x', 'x'));
