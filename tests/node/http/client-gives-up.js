// A client that goes away in the middle: what the server hears, with and without reading the request.
const http = require('http');
function round(reads, next) {
  const server = http.createServer((req, res) => {
    req.on('close', () => console.log('req close', req.destroyed, req.aborted, req.complete));
    req.on('aborted', () => console.log('req aborted'));
    req.on('error', (e) => console.log('req error', e.message));
    req.on('end', () => console.log('req end'));
    res.on('close', () => console.log('res close', res.destroyed, res.writableEnded));
    req.socket.on('close', (had) => console.log('socket close', had));
    req.socket.on('error', (e) => console.log('socket error', e.code));
    req.socket.on('end', () => console.log('socket end'));
    if (reads) req.resume();
    setTimeout(() => client.destroy(), 100);
  }).listen(0, '127.0.0.1', () => {
    client = http.get({ host: '127.0.0.1', port: server.address().port, agent: false });
    client.on('error', () => {});
    setTimeout(() => { console.log('later'); server.close(next); }, 600);
  });
  let client;
}
round(false, () => round(true, () => console.log('over')));
