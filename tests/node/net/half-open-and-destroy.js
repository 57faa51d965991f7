// Half-open connections and destroyed ones.
const net = require('net');
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('end', () => { console.log('S:end', socket.writable); socket.write('after your end'); setTimeout(() => socket.end('!'), 5); });
  socket.resume();
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  client.setEncoding('utf8');
  client.on('data', (data) => { text += data; });
  client.on('close', (had) => { console.log('C:close', text, had, client.destroyed, client.bytesRead, client.bytesWritten); destroyed(); });
  client.end('x');
});
function destroyed() {
  server.once('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('close', () => { server.close(() => console.log('server closed')); });
  });
  const client = net.connect(server.address().port, '127.0.0.1', () => { client.destroy(); console.log('destroyed', client.destroyed, client.readyState); });
  client.on('close', (had) => console.log('C:close', had));
}
