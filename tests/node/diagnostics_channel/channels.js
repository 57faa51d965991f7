// Channels, stores and tracing channels.
const dc = require('diagnostics_channel');
const channel = dc.channel('app:thing');
console.log(channel.hasSubscribers, dc.hasSubscribers('app:thing'), channel === dc.channel('app:thing'), channel.name);
const listener = (message, name) => console.log('got', message, name);
channel.subscribe(listener);
console.log(channel.hasSubscribers);
channel.publish({ a: 1 });
console.log(channel.unsubscribe(listener), channel.unsubscribe(listener), channel.hasSubscribers);
channel.publish('nobody');
dc.subscribe('other', listener); dc.channel('other').publish(2); console.log(dc.unsubscribe('other', listener));
for (const bad of [() => dc.channel(5), () => channel.subscribe(5)]) try { bad(); } catch (e) { console.log(e.code, e.message); }
const { AsyncLocalStorage } = require('async_hooks');
const storage = new AsyncLocalStorage();
channel.bindStore(storage, (data) => data.id);
console.log(channel.runStores({ id: 7 }, (x) => [storage.getStore(), x], null, 'arg'), storage.getStore());
const tracing = dc.tracingChannel('job');
const events = [];
tracing.subscribe({ start: (m) => events.push(`start ${m.n}`), end: (m) => events.push(`end ${m.result ?? m.error?.message ?? '-'}`), asyncStart: (m) => events.push(`asyncStart ${m.result}`), asyncEnd: () => events.push('asyncEnd'), error: (m) => events.push(`error ${m.error.message}`) });
console.log(tracing.traceSync((x) => x * 2, { n: 1 }, null, 21));
try { tracing.traceSync(() => { throw new Error('bad'); }, { n: 2 }); } catch {}
tracing.tracePromise(async (x) => x + 1, { n: 3 }, null, 1).then((value) => {
  console.log(value);
  tracing.traceCallback((cb) => setImmediate(cb, null, 'cb'), -1, { n: 4 }, null, (error, value) => { console.log(error, value); setImmediate(() => console.log(events.join('\n'))); });
});
