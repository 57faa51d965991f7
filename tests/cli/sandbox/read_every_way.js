// Every way of reading a file, at every path that leads outside.
const fs = require('fs');
const { pathToFileURL } = require('url');
const path = require('path');
const targets = ['../secret.txt', './../secret.txt', 'folder/../../secret.txt', '/app/../secret.txt', '../../../../../../../../../../etc/passwd', '/etc/passwd', '/etc/hostname', '/proc/self/environ',
  '/proc/self/cwd/../secret.txt', '/proc/version', '/dev/random', '/etc/shadow', 'link-file', 'link-folder/secret.txt', './link-up/secret.txt', '//etc//passwd', '/./etc/passwd', '..\\secret.txt', '%2e%2e/secret.txt', HOST];
const ways = {
  readFileSync: (p) => fs.readFileSync(p, 'utf8'), open: (p) => { const fd = fs.openSync(p, 'r'); const b = Buffer.alloc(200); return b.toString('utf8', 0, fs.readSync(fd, b, 0, 200, 0)); },
  copy: (p) => { fs.copyFileSync(p, '/tmp/copied'); return fs.readFileSync('/tmp/copied', 'utf8'); }, readdir: (p) => fs.readdirSync(path.dirname(p)).includes('secret.txt') ? 'listed secret.txt' : '',
  url: (p) => fs.readFileSync(pathToFileURL(path.resolve(p)), 'utf8'), buffer: (p) => fs.readFileSync(Buffer.from(p), 'utf8'), real: (p) => fs.readFileSync(fs.realpathSync(p), 'utf8'),
};
let read = 0;
for (const target of targets) for (const [name, way] of Object.entries(ways)) {
  try { const text = way(target); if (text) { read++; console.log(name, target, JSON.stringify(text).slice(0, 200)); } } catch (error) { if (!error.code && !(error instanceof TypeError)) console.log('no code', name, target, error.message); }
}
for (const target of targets) fs.readFile(target, 'utf8', (error, text) => { if (!error && text) console.log('async', target, text); });
Promise.all(targets.map((target) => fs.promises.readFile(target, 'utf8').then((text) => text && console.log('promise', target, text), () => {}))).then(() => console.log('end'));
