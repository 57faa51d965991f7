// Headers, Request, Response, FormData without a network.
const h = new Headers({ 'X-A': '1', 'content-type': 'text/html' });
h.append('x-a', '2'); h.append('Set-Cookie', 'a=1'); h.append('set-cookie', 'b=2');
console.log([...h], h.get('X-a'), h.has('nope'), h.get('nope'), h.getSetCookie());
h.delete('x-a'); h.set('B', 'y');
h.forEach((value, name) => console.log(name, value));
try { h.set('bad name', 'x'); } catch (e) { console.log(e.name); }
(async () => {
  const r = new Response('body', { status: 201, headers: { a: 'b' } });
  const c = r.clone();
  console.log(r.status, r.ok, r.headers.get('content-type'), await r.text(), await c.text(), r.bodyUsed);
  await r.text().catch((e) => console.log(e.name));
  console.log(await Response.json({ x: 1 }).json(), Response.error().type, Response.redirect('http://x/y').headers.get('location'));
  const q = new Request('http://h/p', { method: 'post', body: 'x' });
  console.log(q.method, q.url, q.headers.get('content-type'), await q.text());
  for (const bad of [() => new Request('nope'), () => new Response('', { status: 99 }), () => new Request('http://a', { body: 'x' }), () => new Request('http://a', { method: 'TRACE' })]) try { bad(); } catch (e) { console.log(e.name); }
  const f = new FormData(); f.append('a', 1); f.append('a', 2); f.set('b', 'x');
  console.log([...f], f.getAll('a'), f.get('b'), f.has('c'));
  console.log(new Uint8Array(await new Response(new Uint8Array([1, 2])).arrayBuffer()));
})();
