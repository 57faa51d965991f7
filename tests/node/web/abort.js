// AbortController and AbortSignal.
const c = new AbortController();
c.signal.addEventListener('abort', (e) => console.log('first', e.type, e.target === c.signal));
c.signal.onabort = () => console.log('handler');
c.signal.addEventListener('abort', () => console.log('second'), { once: true });
console.log(c.signal.aborted, c.signal.reason);
c.abort(); c.abort('again');
console.log(c.signal.aborted, c.signal.reason.name, c.signal.reason.code, c.signal.reason.message);
try { c.signal.throwIfAborted(); } catch (e) { console.log(e === c.signal.reason); }
console.log(AbortSignal.abort('why').reason, AbortSignal.abort().aborted);
const a = new AbortController(), b = new AbortController();
const any = AbortSignal.any([a.signal, b.signal]);
any.addEventListener('abort', () => console.log('any', any.reason));
b.abort('b first'); a.abort('late');
console.log(AbortSignal.any([AbortSignal.abort(1), a.signal]).reason, AbortSignal.any([]).aborted);
const timeout = AbortSignal.timeout(10);
timeout.addEventListener('abort', () => console.log('timeout', timeout.reason.name, timeout.reason.code, timeout.reason.message));
setTimeout(() => {}, 30);
for (const bad of [() => new AbortSignal(), () => AbortSignal.timeout(-1), () => AbortSignal.timeout('x'), () => AbortSignal.any(5), () => AbortSignal.any([5])]) try { bad(); } catch (e) { console.log(e.name, e.code, e.message); }
console.log(c, c.signal, Object.prototype.toString.call(c));
