// Upgrade and Expect: 100-continue.
const http = require('http');
const server = http.createServer((req, res) => { req.resume(); req.on('end', () => res.end('done')); });
server.on('upgrade', (req, socket, head) => { console.log('S:upgrade', req.headers.upgrade, head.length); socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n'); socket.on('data', (d) => socket.end(`echo ${d}`)); });
server.listen(0, '127.0.0.1', () => {
  const port = server.address().port;
  const req = http.request({ host: '127.0.0.1', port, agent: false, headers: { Connection: 'Upgrade', Upgrade: 'echo' } });
  req.on('upgrade', (res, socket) => {
    console.log('C:upgrade', res.statusCode);
    socket.on('data', (d) => console.log(String(d)));
    socket.on('close', () => {
      const post = http.request({ host: '127.0.0.1', port, agent: false, method: 'POST', headers: { 'Expect': '100-continue', 'Content-Length': 3 } });
      post.on('continue', () => { console.log('continue'); post.end('abc'); });
      post.on('response', (res) => { res.resume(); console.log(res.statusCode); res.on('end', () => server.close()); });
      post.flushHeaders();
    });
    socket.write('hi');
  });
  req.end();
});
