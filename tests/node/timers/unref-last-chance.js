// An unref'd timer that became due while the last immediate ran: since libuv 1.45 it still fires.
// node: 18 20 24
setTimeout(() => console.log('unref timer'), 30).unref();
setImmediate(() => { const u = Date.now() + 50; while (Date.now() < u); console.log('immediate'); });
