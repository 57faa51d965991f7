// url.parse, url.format and url.resolve.
const url = require('url');
process.removeAllListeners('warning');
process.noDeprecation = true;
for (const input of ['http://user:pass@sub.host.com:8080/p/a/t/h?query=string#hash', '/just/a/path?x=1', 'mailto:me@x.org', '//host/path', 'HTTP://UPPER.com', 'http://h?q', 'file:///tmp/x',
  'javascript:void(0)', 'http://[::1]:80/x', 'a/b?c#d', '', 'http://ex.com/a b', 'http://x.y/;p', 'xmpp:u@h', 'http://ü.de/', '?only=query', '#hash']) {
  console.log(JSON.stringify(input), JSON.stringify(url.parse(input)));
}
console.log(url.parse('/x?a=1&a=2&b', true).query, url.parse('//h/p', false, true).host);
for (const parts of [{ protocol: 'http', host: 'h.com', pathname: 'p', search: 'q=1' }, { protocol: 'https:', hostname: 'x', port: 1, query: { a: [1, 2], b: 'c' }, hash: 'z' }, { pathname: '/a#b?c' },
  { protocol: 'mailto', auth: 'a:b@', host: 'c' }, { slashes: true, host: 'h' }]) console.log(url.format(parts));
console.log(url.format('http://a.b/c d'), url.format(new URL('http://u:p@ä.de/x?y#z'), { auth: false, fragment: false, unicode: true, search: false }));
for (const [from, to] of [['/one/two/three', 'four'], ['http://example.com/', '/one'], ['http://example.com/one', '/two'], ['http://a/b/c/d', '../e'], ['http://a/b', '//c/d'], ['http://a/b?c', '?d'],
  ['http://a/b#c', '#d'], ['mailto:a@b', 'c@d'], ['/a/b/', '..'], ['.', 'x'], ['http://a/b', 'https://q/'], ['http://a/b/c', './../../../x']]) console.log(from, to, '=>', url.resolve(from, to));
for (const bad of [() => url.parse(1), () => url.parse({}), () => url.format(7)]) try { bad(); } catch (error) { console.log(error.code, error.message); }
