// The order of a connection's events on both sides.
const net = require('net');
const log = [];
const note = (text) => log.push(text);
const server = net.createServer((socket) => {
  note('S:connection');
  socket.on('data', (data) => {
    note(`S:data ${data}`);
    socket.end('bye', () => note('S:end-cb'));
  });
  for (const event of ['end', 'finish', 'close']) socket.on(event, () => note(`S:${event}`));
});
server.on('listening', () => note('listening'));
server.on('close', () => note('server close'));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => note('C:connect-cb'));
  for (const event of ['connect', 'ready', 'end', 'finish', 'close']) client.on(event, () => note(`C:${event}`));
  client.on('data', (data) => note(`C:data ${data}`));
  note(`C:connecting ${client.connecting} ${client.readyState} ${client.pending}`);
  client.write('hi', () => note('C:write-cb'));
  client.on('close', () => server.close());
});
process.on('exit', () => console.log(log.join('\n')));
