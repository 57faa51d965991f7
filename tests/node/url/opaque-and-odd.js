// URLs at the edges of the specification.
for (const [input, base] of [['data:,x#y'], ['blob:https://a.b/c'], ['urn:isbn:1'], ['http://h:0/'], ['http://h:'], ['HTTP:h'], ['http:///h'], ['///h', 'http://x'], ['\\\\h\\p', 'http://x'], ['file:a', 'file:///b/c'], ['file:/a/b/..'], ['file:///C|/x'], ['?', 'http://h/p?q'], ['#', 'http://h/p?q#f'],
  ['http://h/%2e%2E/x'], ['http://h/a%zz'], ['http://h/ü?ü#ü'], ['http://a.b./'], ['http://1.2.3/'], ['http://0.0x10.1'], ['http://1e3'], ['http://[::ffff:1.2.3.4]'], ['http://[1::2::3]'], ['x://[::1]:5'], ['x:/../y'], ['x:'], ['a:b', 'c:d'], ['mailto:x?y', 'http://z'], ['http://@h'], ['http://u@'], ['http://:p@h'], ['http://u:@h'], ['  http://h\t/p '], ['http://h/"<>`{}|^']]) {
  try { const u = new URL(input, base); console.log(JSON.stringify(input), base ?? '', u.href, u.origin, u.host, u.pathname); } catch (e) { console.log(JSON.stringify(input), base ?? '', e.code); }
}
