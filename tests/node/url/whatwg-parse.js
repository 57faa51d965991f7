// What the parser makes of good and bad input, with and without a base.
const inputs = [
  'https://example.com', 'HTTP://EXAMPLE.com:80/%7Efoo/../bar?x#y', 'https://user:pa ss@host:8443/p a?q=ü#frag ment',
  'ftp://h/a/./b/../c', 'file:///C:/x/../y', 'file://localhost/etc', 'mailto:a@b.c', 'javascript:alert(1)', 'data:text/plain,hello world',
  'http://192.168.0.1/', 'http://0x7f.1/', 'http://[::1]:3000/', 'http://[1:2:0:0:5:0:0:8]/', 'http://exämple.com/ü', 'ws://h:80', 'wss://h:443/x',
  'http://a b/', 'http://', 'foo', '//x', 'http://h:99999/', 'http://[::1', 'http://1.2.3.256/', 'http://h/?a=1&b=2#', 'http:\\\\h\\p',
  '  https://trim.me/  ', 'https://h/a\tb\nc', 'non-special://h:80/p/../q?r', 'non-special:opaque/../x', 'http://%41.com', 'http://a%2fb',
];
for (const input of inputs) {
  try {
    const u = new URL(input);
    console.log(JSON.stringify(input), '->', u.href, u.origin, [u.protocol, u.username, u.password, u.host, u.port, u.pathname, u.search, u.hash].join('|'));
  } catch (error) {
    console.log(JSON.stringify(input), '->', error.name, error.code, error.message, JSON.stringify(error.input));
  }
}
const relative = ['', '.', '..', '../x', '/abs', '?q', '#f', 'a/b', '//other/p', 'http:same', 'https://o.org', './/x', '../../../../x', 'x/../../y?z'];
for (const input of relative) console.log(JSON.stringify(input), new URL(input, 'http://u:p@h:81/one/two/three?old#old').href);
console.log(URL.canParse('x:y'), URL.canParse('nope'), URL.canParse('/a', 'http://b'));
