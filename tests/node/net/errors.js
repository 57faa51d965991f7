// Errors of net.
const net = require('net');
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => net.connect(99999)); t(() => net.connect({})); t(() => net.createServer().listen(-1)); t(() => net.createServer(5)); t(() => new net.Socket().setTimeout('x'));
net.createServer().close((error) => console.log('close', error.code, error.message));
net.connect(1, '127.0.0.1').on('error', (e) => console.log(e.message, e.code, e.syscall, e.address, e.port, e.errno)).on('close', (had) => console.log('close', had));
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const second = net.createServer().listen(port, '127.0.0.1');
  second.on('error', (e) => {
    console.log(e.code, e.syscall, e.address, e.port === port, e.message.replace(port, 'PORT'));
    t(() => server.listen(0));
    server.close(() => console.log('closed', server.address(), server.listening));
  });
});
