// Errors of http.
const http = require('http');
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => http.request({ path: '/a b' })); t(() => http.request({ method: 'B AD' })); t(() => http.request('nope')); t(() => http.request({ protocol: 'ftp:' })); t(() => http.request({ headers: { 'bad name': 'x' } })); t(() => http.request({ headers: { x: 'a\nb' } }));
t(() => http.request({ host: 5 })); t(() => http.validateHeaderName('a b')); t(() => http.validateHeaderValue('x', undefined)); t(() => http.createServer({ requestTimeout: 5, headersTimeout: 9 }));
http.get({ host: '127.0.0.1', port: 1 }).on('error', (e) => console.log(e.code, e.syscall)).on('close', () => console.log('close'));
const server = http.createServer((req, res) => {
  if (req.url === '/hang') return req.socket.destroy();
  if (req.url === '/cut') { res.writeHead(200, { 'Content-Length': 10 }); res.write('abc'); setTimeout(() => req.socket.destroy(), 5); return undefined; }
  if (req.url === '/status') { try { res.writeHead(1000); } catch (e) { console.log(e.code, e.message); } return res.end('x'); }
  res.end('first'); res.end('again'); res.on('error', (e) => console.log('res error', e.code));
  return res.write('late', (e) => console.log('write', e.code));
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  http.get({ host: '127.0.0.1', port, path: '/hang', agent: false }).on('error', (e) => {
    console.log(e.code, e.message);
    http.get({ host: '127.0.0.1', port, path: '/cut', agent: false }, (res) => {
      res.on('data', (d) => console.log('data', String(d)));
      res.on('aborted', () => console.log('aborted'));
      res.on('error', (e) => console.log('res', e.code, e.message));
      res.on('close', () => { console.log('res close', res.complete); http.get({ host: '127.0.0.1', port, path: '/status', agent: false }, (res) => { res.resume(); res.on('end', () => { const req = http.get({ host: '127.0.0.1', port, path: '/', agent: false }, () => {}); req.on('response', (r) => { r.resume(); r.on('end', () => server.close()); }); }); }); });
    });
  });
});
