// express, in a few lines.
const express = require('express'),
  http = require('http');
const app = express();
app.use(express.json());
app.get('/hi/:n', (q, r) => r.json({ hi: q.params.n, q: q.query }));
app.post('/echo', (q, r) => r.status(201).send(q.body));
app.use((q, r) => r.status(404).send('nope'));
const s = app.listen(0, '127.0.0.1', () => {
  const go = (o, b) =>
    new Promise((f) => {
      const r = http.request({ host: '127.0.0.1', port: s.address().port, agent: false, ...o }, (res) => {
        let t = '';
        res.on('data', (d) => (t += d));
        res.on('end', () => f(console.log(res.statusCode, res.headers['content-type'], t)));
      });
      r.end(b);
    });
  (async () => {
    await go({ path: '/hi/bob?x=1' });
    await go({ path: '/echo', method: 'POST', headers: { 'content-type': 'application/json' } }, '{"a":1}');
    await go({ path: '/zzz' });
    s.close();
  })();
});
