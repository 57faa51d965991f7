// ws, in a few lines.
const { WebSocketServer, WebSocket } = require('ws');
const s = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
  const c = new WebSocket('ws://127.0.0.1:' + s.address().port);
  c.on('open', () => c.send('hi'));
  c.on('message', (m) => {
    console.log('got', String(m));
    c.close(1000);
  });
  c.on('close', (k) => {
    console.log('close', k);
    s.close();
  });
});
s.on('connection', (w) => w.on('message', (m) => w.send('echo ' + m)));
