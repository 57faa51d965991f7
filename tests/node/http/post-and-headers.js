// Bodies and header fields in both directions.
const http = require('http');
const server = http.createServer((req, res) => {
  const parts = [];
  req.on('data', (d) => parts.push(d));
  req.on('end', () => {
    console.log(req.method, req.url, Buffer.concat(parts).toString(), req.headers['content-length'] ?? req.headers['transfer-encoding'], req.headers['x-many'], req.headers.cookie, req.complete);
    res.setHeader('X-One', 'a'); res.setHeader('Set-Cookie', ['a=1', 'b=2']); res.appendHeader?.('X-One', 'b');
    console.log(res.getHeaderNames(), res.hasHeader('x-one'), res.getHeader('set-cookie'));
    res.writeHead(201, 'Made', { 'Content-Type': 'text/plain', 'Content-Length': 2 });
    console.log(res.headersSent);
    try { res.setHeader('late', '1'); } catch (e) { console.log(e.code); }
    res.end('ok');
  });
}).listen(0, '127.0.0.1', async () => {
  const send = (options, body) => new Promise((resolve) => {
    const req = http.request({ port: server.address().port, host: '127.0.0.1', ...options }, (res) => {
      let text = '';
      res.on('data', (d) => { text += d; });
      res.on('end', () => resolve(console.log(res.statusCode, res.statusMessage, text, res.headers['set-cookie'], res.headers['x-one'], res.headers['content-type'])));
    });
    body(req);
  });
  await send({ method: 'POST', path: '/a', headers: { 'X-Many': ['1', '2'], 'Cookie': 'c=1' } }, (req) => req.end('whole'));
  await send({ method: 'PUT', path: '/b' }, (req) => { req.write('in '); req.write('parts'); req.end(); });
  await send({ method: 'DELETE', path: '/c' }, (req) => req.end());
  server.close();
});
