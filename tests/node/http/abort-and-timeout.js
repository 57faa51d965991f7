// Requests that are given up.
const http = require('http');
const server = http.createServer((req, res) => { req.on('close', () => console.log('server sees close', req.url)); if (req.url !== '/never') setTimeout(() => res.end('late'), 1000); }).listen(0, '127.0.0.1', () => {
  const options = { host: '127.0.0.1', port: server.address().port, agent: false };
  const first = http.get({ ...options, path: '/destroyed' });
  first.on('error', (e) => console.log('error', e.code, e.message));
  first.on('close', () => {
    console.log('close', first.destroyed, first.aborted);
    const second = http.get({ ...options, path: '/never', timeout: 200 });
    second.on('timeout', () => { console.log('timeout'); second.destroy(new Error('too slow')); });
    second.on('error', (e) => {
      console.log('error', e.message);
      const controller = new AbortController();
      const third = http.get({ ...options, path: '/signal', signal: controller.signal });
      third.on('error', (e) => { console.log('error', e.name, e.code); server.close(); });
      setTimeout(() => controller.abort(), 200);
    });
  });
  setTimeout(() => first.destroy(), 200);
});
