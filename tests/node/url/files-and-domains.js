// File URLs, domains, options for http.
const url = require('url');
for (const value of ['file:///a/b%20c', 'file:///%C3%BC', new URL('file:///x?q#h'), 'http://x', 'file://host/x', 'file:///a%2Fb', 7]) {
  try { console.log(url.fileURLToPath(value)); } catch (error) { console.log(error.name, error.code, error.message); }
}
for (const path of ['/a b', '/x#y?z%', '/dir/', '/ü', '/back\\slash']) console.log(url.pathToFileURL(path).href);
console.log(url.domainToASCII('español.com'), url.domainToASCII('中文.com'), JSON.stringify(url.domainToASCII('xn--iñvalid.com')), url.domainToUnicode('xn--espaol-zwa.com'), url.domainToUnicode('xn--fiq228c.com'));
console.log(url.urlToHttpOptions(new URL('https://a:b@[::1]:444/x?y#z')).hostname, url.urlToHttpOptions(new URL('http://a:b%20@h/x?y#z')));
