// How URL and URLSearchParams are shown.
const util = require('util');
const u = new URL('https://user:secret@example.com:8080/p?q=1&r=two words#top');
console.log(u);
console.log(u.searchParams, util.inspect({ u }, { depth: 0 }), util.inspect({ a: { b: u } }, { depth: 1 }));
console.log(Object.prototype.toString.call(u), Object.prototype.toString.call(u.searchParams), typeof URL, URL.name, URL.length);
console.log(require('url').URL === URL, require('node:url').URLSearchParams === URLSearchParams);
