// A transfer larger than the buffers of the kernel.
const net = require('net');
const size = 3_000_000;
const server = net.createServer((socket) => {
  let got = 0;
  socket.on('data', (data) => { got += data.length; });
  socket.on('end', () => { socket.end(String(got)); });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  console.log(client.write(Buffer.alloc(size, 1)), client.write('tail'));
  client.once('drain', () => { console.log('drain', client.bytesWritten, client.writableLength); client.end(); });
  client.on('data', (data) => console.log('server got', String(data)));
  client.on('close', () => server.close(() => console.log('done')));
});
