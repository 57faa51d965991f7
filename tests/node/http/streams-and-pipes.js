// A request piped through a server.
const http = require('http');
const { Readable, pipeline } = require('stream');
const server = http.createServer((req, res) => pipeline(req, res, (error) => console.log('echoed', error))).listen(0, '127.0.0.1', () => {
  const req = http.request({ host: '127.0.0.1', port: server.address().port, method: 'POST', agent: false }, async (res) => {
    let text = '';
    for await (const chunk of res) text += chunk;
    console.log(text, res.readableEnded, res.complete);
    server.close();
  });
  Readable.from(['one ', 'two ', 'three']).pipe(req);
});
