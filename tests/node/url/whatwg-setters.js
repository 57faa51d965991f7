// Each setter of URL with good and bad values.
const u = new URL('https://example.com/path?x=1#h');
const set = (name, value) => {
  u[name] = value;
  console.log(`${name} = ${JSON.stringify(value)}`.padEnd(34), u.href);
};
set('port', '8080'); set('port', '443'); set('port', 'abc'); set('port', '90x'); set('port', '');
set('host', 'other.org:81'); set('host', 'a b'); set('hostname', 'third.net:99'); set('hostname', 'plain');
set('protocol', 'http'); set('protocol', 'ftp:'); set('protocol', 'mailto'); set('protocol', 'https');
set('username', 'me:x'); set('password', 'p@ss'); set('username', ''); set('password', '');
set('pathname', 'a b/../c'); set('pathname', '/q?r#s'); set('search', 'a=ü&b'); set('search', '?'); set('search', '');
set('hash', 'top'); set('hash', '#x y'); set('hash', '');
u.searchParams.append('k', 'v w'); console.log(u.href);
u.searchParams.set('k', '2'); u.searchParams.append('z', '&='); console.log(u.href, u.search);
u.search = '?fresh=1'; console.log(u.searchParams.get('fresh'), [...u.searchParams]);
u.searchParams.delete('fresh'); console.log(u.href);
u.href = 'http://new.example/'; console.log(u.href, u.searchParams.size);
try { u.href = 'bad'; } catch (error) { console.log(error.code, u.href); }
console.log(JSON.stringify({ u }), `${u}`, u.toJSON());
