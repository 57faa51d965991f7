const fs = require('fs');
const tries = ['../written.txt', '/etc/written.txt', HOST.replace('secret.txt', 'written.txt'), 'link-folder/written.txt', '/tmp/../written.txt', '/app/inside.txt', 'link-file'];
for (const target of tries) {
  for (const way of [(p) => fs.writeFileSync(p, 'written by a guest'), (p) => fs.appendFileSync(p, 'more'), (p) => fs.mkdirSync(`${p}.d`, { recursive: true }), (p) => fs.symlinkSync('/etc', `${p}.link`), (p) => fs.renameSync('own.js', p), (p) => fs.unlinkSync(p), (p) => fs.chmodSync(p, 0o777), (p) => fs.truncateSync(p)])
    try { way(target); } catch {}
}
try { fs.rmSync('/app', { recursive: true, force: true }); } catch {}
try { fs.rmSync('..', { recursive: true, force: true }); } catch {}
console.log('end');
