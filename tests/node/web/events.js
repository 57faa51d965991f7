// Event, EventTarget, DOMException.
const target = new EventTarget();
const log = [];
const handler = { handleEvent(e) { log.push(`object ${e.type} ${this === handler}`); } };
target.addEventListener('x', (e) => { log.push(`fn ${e.detail ?? ''} ${e.eventPhase}`); e.preventDefault(); });
target.addEventListener('x', handler);
target.addEventListener('x', handler);
target.addEventListener('x', () => log.push('once'), { once: true });
console.log(target.dispatchEvent(new CustomEvent('x', { detail: 5, cancelable: true })), target.dispatchEvent(new Event('x')));
target.removeEventListener('x', handler);
target.addEventListener('stop', (e) => { log.push('stop1'); e.stopImmediatePropagation(); });
target.addEventListener('stop', () => log.push('stop2'));
target.dispatchEvent(new Event('stop'));
console.log(log);
const e = new Event('y', { bubbles: true, composed: true });
console.log(e.type, e.bubbles, e.cancelable, e.composed, e.defaultPrevented, e.target, e.currentTarget, e.eventPhase, e.isTrusted, e.composedPath(), typeof e.timeStamp, Event.AT_TARGET);
const signal = new AbortController();
target.addEventListener('z', () => console.log('never'), { signal: signal.signal }); signal.abort(); target.dispatchEvent(new Event('z'));
for (const bad of [() => new Event(), () => target.dispatchEvent({}), () => target.addEventListener('q'), () => new EventTarget().addEventListener('a', 5)]) try { bad(); console.log('ok'); } catch (error) { console.log(error.name, error.code, error.message); }
const d = new DOMException('msg', 'AbortError');
console.log(d.name, d.code, d.message, d instanceof Error, `${d}`, DOMException.ABORT_ERR, new DOMException().name, new DOMException('a', { name: 'DataCloneError', cause: 1 }).cause, Object.prototype.toString.call(d));
