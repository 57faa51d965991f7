// fs.glob in its three forms, over a tree made here; path.matchesGlob. Node 22 and later have the former.
const fs = require('fs');
const path = require('path');
const os = require('os');
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'glob'));
for (const folder of ['a/b/c', 'a/d', '.h/x', 'z']) fs.mkdirSync(path.join(root, folder), { recursive: true });
for (const file of ['a/1.js', 'a/2.txt', 'a/b/3.js', 'a/b/c/4.js', '.h/5.js', 'z/6.js', '7.js', 'a/.8.js', 'a/d/é.js']) fs.writeFileSync(path.join(root, file), '');
for (const [file, pattern] of [['a/b.js', '*.js'], ['a/b.js', '**/*.js'], ['.a', '*'], ['a', '{a,b}'], ['a', 'a/**'], ['A', 'a'], ['ab', 'a?'], ['a1', 'a[0-9]'], ['x', '!(y)'], ['./a', 'a']])
  console.log(file, pattern, path.posix.matchesGlob(file, pattern));
try { path.matchesGlob(5, 'a'); } catch (e) { console.log(e.code, e.message); }
console.log(typeof fs.glob, typeof fs.globSync, typeof fs.promises.glob);
if (fs.globSync) {
  const find = (pattern, options) => console.log(JSON.stringify(pattern), JSON.stringify(fs.globSync(pattern, { cwd: root, ...options }).map((one) => one.name ?? one)));
  for (const pattern of ['*.js', '**/*.js', '**', '*', 'a/*', 'a/**', '**/b/**', '{a,z}/*.js', 'a/[12].*', 'a/[!1].*', '.h/*', '.*', '**/.*', 'nope', 'a/', 'a/*/', './a/*', 'a/b/../*.js', 'a/!(1).js',
    'a/+(1|2).*', '', ['a/*.js', 'z/*.js', 'a/1.js'], 'a/{b/c/4,1}.js']) find(pattern);
  find('**/*.js', { exclude: (name) => name === 'a' });
  find('**/*.js', { exclude: ['a/**'] });
  find('*', { withFileTypes: true });
  try { find('*', { exclude: 5 }); } catch (e) { console.log(e.code, e.message); }
  try { fs.glob('a'); } catch (e) { console.log(e.code, e.message); }
  (async () => {
    const found = [];
    for await (const file of fs.promises.glob('**/*.js', { cwd: root })) found.push(file);
    console.log(JSON.stringify(found));
    fs.glob('a/*', { cwd: root }, (error, matches) => console.log(error, JSON.stringify(matches)));
  })();
}
