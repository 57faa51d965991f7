// A proxy by pipe.
const net = require('net');
const back = net.createServer((s) => { s.setEncoding('utf8'); s.on('data', (d) => s.write(d.toUpperCase())); s.on('end', () => s.end()); });
const proxy = net.createServer((s) => { const up = net.connect(back.address().port, '127.0.0.1'); s.pipe(up).pipe(s); });
back.listen(0, '127.0.0.1', () => proxy.listen(0, '127.0.0.1', () => {
  const client = net.connect(proxy.address().port, '127.0.0.1');
  let text = '';
  client.on('data', (d) => { text += d; if (text.length === 10) client.end(); });
  client.on('close', () => { console.log(text); proxy.close(); back.close(() => console.log('closed')); });
  client.write('hello'); setTimeout(() => client.write('world'), 10);
}));
