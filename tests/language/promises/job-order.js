// Reactions run in the order in which they became ready, one queue for all.
const log = [];
const add = (x) => () => { log.push(x); };
const p1 = Promise.resolve(), p2 = Promise.resolve();
p1.then(add('a1')).then(add('a2')).then(add('a3'));
p2.then(add('b1')).then(add('b2')).then(add('b3'));
queueMicrotask(add('q'));
new Promise((r) => r()).then(() => { log.push('c1'); return Promise.resolve(); }).then(add('c2 (three later)'));
Promise.resolve().then(() => { log.push('d1'); Promise.resolve().then(add('d1a')).then(add('d1b')); }).then(add('d2'));
Promise.reject().catch(add('e1')).then(add('e2'));
Promise.reject().then(add('never')).catch(add('f1'));
Promise.reject().finally(add('g')).catch(add('g caught'));
let resolveLater; const later = new Promise((r) => { resolveLater = r; });
later.then(add('later')); Promise.resolve().then(() => resolveLater());
setTimeout(() => console.log(log.join('\n')), 1);
