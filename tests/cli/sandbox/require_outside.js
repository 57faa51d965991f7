const { createRequire } = require('module');
const targets = ['../secret.js', '../secret.json', '/etc/passwd', HOST.replace('secret.txt', 'secret.js'), HOST.replace('secret.txt', 'secret.json'), 'link-folder/secret.js', './link-folder/secret.js', './link-script.js', 'file:///etc/passwd', '../../secret.js', 'outside', 'escape-main', 'escape-exports'];
for (const target of targets) {
  for (const from of [require, createRequire(__filename), createRequire('/'), createRequire(`${__dirname}/../x.js`)]) {
    try { console.log('loaded', target, JSON.stringify(from(target)).slice(0, 100)); } catch (error) { if (!/MODULE_NOT_FOUND|ENOENT|EACCES|ERR_/.test(error.code)) console.log('odd', target, error.name, error.code, error.message.split('\n')[0]); }
    try { const found = from.resolve(target); if (!found.startsWith('/app/')) console.log('resolved', target, found); } catch {}
  }
}
for (const target of targets) { try { import(target).then((m) => console.log('imported', target, Object.keys(m)), () => {}); } catch {} }
setTimeout(() => console.log('end'), 10);
