// addAbortSignal and the signal option: an abort destroys the stream.
const { Readable, Writable, addAbortSignal } = require('stream');
const controller = new AbortController();
const r = addAbortSignal(controller.signal, new Readable({ read() {} }));
const w = new Writable({ signal: controller.signal, write() {} });
for (const [name, s] of [['r', r], ['w', w]]) s.on('error', (e) => console.log(name, e.name, e.code, e.message, e.cause)).on('close', () => console.log(name, 'close'));
controller.abort('reason');
console.log(r.destroyed, w.destroyed);
addAbortSignal(AbortSignal.abort(), new Readable({ read() {} }).on('error', (e) => console.log('at once', e.name)));
try { addAbortSignal('x', r); } catch (error) { console.log(error.code); }
