// A DRAIN after each delivery; immediates after the poll.
const net = require('net');
const log = [];
const server = net.createServer((socket) => {
  log.push('connection');
  process.nextTick(() => log.push('tick'));
  Promise.resolve().then(() => log.push('micro'));
  setImmediate(() => log.push('immediate'));
  socket.on('data', (data) => {
    log.push(`data ${data}`);
    process.nextTick(() => log.push('data tick'));
    setImmediate(() => { log.push('data immediate'); socket.end(); });
    setTimeout(() => log.push('timer'), 30);
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => setTimeout(() => client.write('x'), 20));
  client.resume();
  client.on('close', () => server.close());
});
process.on('exit', () => console.log(log.join(' ')));
