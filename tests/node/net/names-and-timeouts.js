// Names of both ends, idle timeouts.
const net = require('net');
console.log(net.isIP('127.0.0.1'), net.isIP('::1'), net.isIP('nope'), net.isIPv4('256.1.1.1'), net.isIPv6('fe80::1%lo'), new net.Socket().address());
const server = net.createServer((socket) => {
  console.log(socket.remoteAddress, socket.remoteFamily, typeof socket.remotePort, socket.localPort === server.address().port, server.address().family);
  server.getConnections((error, n) => console.log('connections', n));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', timeout: 20 });
  client.on('timeout', () => { console.log('timeout', client.timeout); client.end(); });
  client.on('connect', () => console.log(client.remotePort === server.address().port, client.localAddress));
  client.on('close', () => server.close());
});
server.unref(); server.ref();
