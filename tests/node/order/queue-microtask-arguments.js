// queueMicrotask takes only functions and passes no arguments; nextTick passes its own.
queueMicrotask(function () { console.log('microtask', arguments.length, this === undefined || this === globalThis); });
process.nextTick((...a) => console.log('tick', a), 1, 'two', { three: 3 });
for (const bad of [() => queueMicrotask(), () => queueMicrotask(5), () => process.nextTick('x'), () => process.nextTick()]) {
  try { bad(); } catch (e) { console.log(e.name, e.code, e.message); }
}
