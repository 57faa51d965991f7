// JSON needs an import attribute; data: URLs are modules too.
import data from './lib/data.json' with { type: 'json' };
import seven, { eight } from 'data:text/javascript,export default 7; export const eight = 8';

console.log(data, seven, eight);
console.log(await import('./lib/data.json', { with: { type: 'json' } }));
console.log((await import('data:application/json,{"a":1}', { with: { type: 'json' } })).default);
console.log((await import('data:text/javascript;base64,ZXhwb3J0IGRlZmF1bHQgMQ==')).default);
for (const [specifier, options] of [['./lib/data.json'], ['./lib/beside.mjs', { with: { type: 'json' } }], ['./lib/data.json', { with: { type: 'css' } }], ['./lib/beside.mjs', 1], ['./lib/beside.mjs', { with: 1 }], ['./lib/beside.mjs', { with: { type: 1 } }]])
  await import(specifier, options).catch((e) => console.log(e.name, e.code, e.message.replace(import.meta.dirname, '<dir>')));
