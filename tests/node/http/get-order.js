// The order of a GET on both sides.
const http = require('http');
const log = [];
const note = (text) => log.push(text);
const server = http.createServer((req, res) => {
  note(`S:request ${req.method} ${req.url} ${req.httpVersion} ${req.headers.connection}`);
  for (const event of ['end', 'close']) req.on(event, () => note(`req.${event}`));
  for (const event of ['prefinish', 'finish', 'close']) res.on(event, () => note(`res.${event}`));
  res.write('he', () => note('write-cb'));
  res.end('llo', () => note('end-cb'));
});
server.on('connection', () => note('S:connection'));
server.listen(0, '127.0.0.1', () => {
  const req = http.get({ port: server.address().port, host: '127.0.0.1', path: '/x?y=1', agent: false }, (res) => {
    note(`C:response ${res.statusCode} ${res.statusMessage} ${res.headers['transfer-encoding']} ${res.headers.connection}`);
    res.setEncoding('utf8');
    let text = '';
    res.on('data', (data) => { text += data; });
    res.on('end', () => { note(`C:end ${text}`); server.close(); });
  });
  for (const event of ['socket', 'finish', 'close']) req.on(event, () => note(`C:req.${event}`));
});
process.on('exit', () => console.log(log.join('\n')));
