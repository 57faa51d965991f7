// A delay that does not fit warns on the next tick and becomes 1.
const t = setTimeout(() => console.log('fired'), 2 ** 31);
console.log(t._idleTimeout);
process.on('warning', (w) => console.log(w.name, '|', w.message));
process.nextTick(() => console.log('tick after'));
