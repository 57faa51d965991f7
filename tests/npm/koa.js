// koa, in a few lines.
const Koa = require('koa'),
  http = require('http');
const app = new Koa();
app.use(async (c, n) => {
  await n();
  c.set('X-T', '1');
});
app.use(async (c) => {
  c.body = { path: c.path };
});
const s = app.listen(0, '127.0.0.1', () =>
  http.get({ host: '127.0.0.1', port: s.address().port, path: '/k', agent: false }, (res) => {
    let t = '';
    res.on('data', (d) => (t += d));
    res.on('end', () => {
      console.log(res.statusCode, res.headers['x-t'], t);
      s.close();
    });
  }),
);
