// fetch over http.
const http = require('http');
const server = http.createServer((req, res) => {
  if (req.url === '/redirect') { res.writeHead(302, { Location: '/json' }); return res.end(); }
  if (req.url === '/json') { res.setHeader('Content-Type', 'application/json'); return res.end('{"a":[1,2]}'); }
  if (req.url === '/status') { res.statusCode = 404; return res.end('none'); }
  let body = '';
  req.on('data', (d) => { body += d; });
  return req.on('end', () => res.end(`${req.method} ${req.headers['content-type']} ${body}`));
}).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const r = await fetch(`${base}/json`);
  console.log(r.status, r.ok, r.statusText, r.headers.get('content-type'), r.bodyUsed, await r.json(), r.bodyUsed);
  const moved = await fetch(`${base}/redirect`);
  console.log(moved.redirected, moved.url.replace(base, ''), await moved.text());
  const missing = await fetch(`${base}/status`);
  console.log(missing.status, missing.ok, await missing.text());
  console.log(await (await fetch(base, { method: 'POST', body: 'text' })).text());
  console.log(await (await fetch(base, { method: 'put', body: new URLSearchParams({ a: 'b c' }) })).text());
  console.log(await (await fetch(base, { method: 'POST', body: JSON.stringify({ x: 1 }), headers: { 'Content-Type': 'application/json' } })).text());
  await r.text().catch((e) => console.log(e.name));
  await fetch('http://127.0.0.1:1').catch((e) => console.log(e.name, e.message, e.cause.code));
  await fetch('not a url').catch((e) => console.log(e.name, e.message));
  console.log(await (await fetch('data:text/plain,hello%20there')).text());
  server.closeAllConnections();
  server.close();
});
