// events.once, events.on, listeners of targets.
const { EventEmitter, once, on, getEventListeners, addAbortListener, setMaxListeners, getMaxListeners, listenerCount } = require('events');
(async () => {
  const e = new EventEmitter();
  setTimeout(() => e.emit('x', 1, 2), 1);
  console.log(await once(e, 'x'));
  setTimeout(() => e.emit('error', new Error('bad')), 1);
  await once(e, 'x').catch((error) => console.log(error.message));
  const c = new AbortController();
  setTimeout(() => c.abort(), 1);
  await once(e, 'x', { signal: c.signal }).catch((error) => console.log(error.name, error.code));
  const t = new EventTarget();
  setTimeout(() => t.dispatchEvent(new Event('y')), 1);
  console.log((await once(t, 'y'))[0].type);
  setTimeout(() => { e.emit('n', 1); e.emit('n', 2); e.emit('n', 3); }, 1);
  for await (const [n] of on(e, 'n')) { console.log(n); if (n === 3) break; }
  console.log(e.listenerCount('n'), e.listenerCount('error'));
  const d = new AbortController();
  setTimeout(() => d.abort('stop'), 2);
  try { for await (const x of on(e, 'n', { signal: d.signal })) console.log(x); } catch (error) { console.log(error.name, error.cause); }
  t.addEventListener('q', () => {});
  console.log(getEventListeners(t, 'q').length, getEventListeners(e, 'n').length, getMaxListeners(e), getMaxListeners(t));
  setMaxListeners(3, e, t); console.log(getMaxListeners(e), getMaxListeners(t));
  const a = new AbortController();
  const disposable = addAbortListener(a.signal, () => console.log('aborted'));
  a.abort(); console.log(typeof disposable[Symbol.dispose]);
  for (const bad of [() => getEventListeners({}, 'x'), () => setMaxListeners(-1), () => on(5, 'x'), () => new EventEmitter({ captureRejections: 1 })]) try { bad(); } catch (error) { console.log(error.code, error.message); }
})();
