// An agent keeps connections and makes requests wait.
const http = require('http');
const sockets = new Set();
const server = http.createServer((req, res) => res.end(req.url));
server.on('connection', (s) => sockets.add(s));
server.listen(0, '127.0.0.1', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const get = (path) => new Promise((resolve, reject) => http.get({ agent, host: '127.0.0.1', port: server.address().port, path }, (res) => {
    let text = '';
    res.on('data', (d) => { text += d; });
    res.on('end', () => resolve([text, res.req.reusedSocket]));
  }).on('error', reject));
  console.log(await get('/1'));
  await new Promise(setImmediate);
  console.log(await get('/2'), sockets.size);
  console.log(await Promise.all(['/3', '/4', '/5', '/6'].map(get)), sockets.size);
  agent.destroy();
  server.close(() => console.log('closed'));
});
