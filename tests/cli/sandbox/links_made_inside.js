// Links that the program makes itself lead to the virtual disk, not to the real one.
const fs = require('fs');
for (const [target, name] of [['/etc', 'a'], ['../..', 'b'], [HOST, 'c'], ['/proc/self/root/etc/passwd', 'd'], ['e', 'e']]) {
  try { fs.symlinkSync(target, name); } catch {}
  for (const p of [name, `${name}/passwd`, `${name}/secret.txt`]) try { const t = fs.readFileSync(p, 'utf8'); if (t) console.log(p, t.slice(0, 50)); } catch {}
}
try { fs.linkSync(HOST, 'hard'); console.log(fs.readFileSync('hard', 'utf8')); } catch {}
console.log('end');
