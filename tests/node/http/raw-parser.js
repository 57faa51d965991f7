// What the server answers to bytes that are more or less HTTP.
const http = require('http');
const net = require('net');
const server = http.createServer((req, res) => { let body = ''; req.on('data', (d) => { body += d; }); req.on('end', () => { res.sendDate = false; res.end(`${req.method} ${req.url} ${body} ${JSON.stringify(req.trailers)}`); }); });
server.listen(0, '127.0.0.1', async () => {
  const talk = (text) => new Promise((resolve) => {
    const socket = net.connect(server.address().port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.on('data', (d) => { got += d; });
    socket.on('close', () => resolve(console.log(JSON.stringify(text.slice(0, 40)), '->', JSON.stringify(got))));
    socket.on('error', () => {});
    setTimeout(() => socket.end(), 30);
  });
  await talk('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await talk('GET / HTTP/1.0\r\n\r\n');
  await talk('POST /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n');
  await talk('nonsense\r\n\r\n');
  await talk('GET / HTTP/9.9\r\nHost: x\r\n\r\n');
  await talk('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n');
  await talk('GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await talk('HEAD /h HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  server.close();
});
