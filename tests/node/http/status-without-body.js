// Which responses have a body.
const http = require('http');
const server = http.createServer((req, res) => {
  const status = +req.url.slice(1);
  res.sendDate = false;
  res.statusCode = status;
  res.end(status === 204 || status === 304 ? undefined : 'body');
}).listen(0, '127.0.0.1', async () => {
  for (const [method, path] of [['GET', '/204'], ['GET', '/304'], ['HEAD', '/200'], ['GET', '/404'], ['GET', '/299']]) {
    await new Promise((resolve) => http.request({ host: '127.0.0.1', port: server.address().port, method, path, agent: false }, (res) => {
      let text = '';
      res.on('data', (d) => { text += d; });
      res.on('end', () => { console.log(method, path, res.statusCode, res.statusMessage, JSON.stringify(text), res.rawHeaders); resolve(); });
    }).end());
  }
  server.close();
  console.log(http.STATUS_CODES[418], http.METHODS.length > 30, http.METHODS[0], http.maxHeaderSize);
});
