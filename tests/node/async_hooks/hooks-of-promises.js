// What hooks hear of promises: their parents, the promises that only an await has, jobs of thenables, async generators.
const ah = require('async_hooks');
const log = [];
ah.createHook({ init(id, type, trig, r) { log.push(`init ${id} ${type} ${trig} in ${ah.executionAsyncId()}`); }, before(id) { log.push('before ' + id); }, after(id) { log.push('after ' + id); }, destroy(id) { log.push('destroy ' + id); }, promiseResolve(id) { log.push('resolve ' + id); } }).enable();
queueMicrotask(() => log.push('micro'));
const p = new Promise((r) => setTimeout(r, 30, "x"));
const q = new Promise((r) => r(p));
q.then((v) => log.push('q ' + v));
Promise.all([1, p]).then((v) => log.push('all'));
(async () => { for await (const x of [1, p]) log.push('item ' + x); })();
(async () => { try { await Promise.reject(new Error('x')); } catch { log.push('caught'); } finally { await null; } })();
async function* g() { yield 1; await 2; yield 3; }
(async () => { for await (const x of g()) log.push('gen ' + x); })();
p.finally(() => log.push('fin')).catch(() => {});
({ then(f) { f(1); } });
Promise.resolve({ then(f) { f(1); } }).then(() => log.push('thenable'));
process.on('exit', () => console.log(log.join('\n')));
clearImmediate(setImmediate(() => {}));
