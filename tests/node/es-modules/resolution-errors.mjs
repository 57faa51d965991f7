// Node's errors of resolution, with their codes.
for (const specifier of ['./nothing.mjs', 'nothing', './lib', './lib/beside', 'node:nothing', 'http://host/x.mjs', '#nothing', '@scope', '.hidden', 'a%20b', './a%2fb.mjs', 'other:thing', './lib/'])
  await import(specifier).then(
    (m) => console.log(specifier, m),
    (e) => console.log(specifier, '|', e.name, e.code, '|', e.message.replaceAll(import.meta.dirname, '<dir>'), '|', 'url' in e),
  );
