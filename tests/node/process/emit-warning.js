// process.emitWarning in its forms.
process.on('warning', (w) => console.log(w.name, w.code, w.message, w.detail, w instanceof Error));
process.emitWarning('plain');
process.emitWarning('typed', 'CustomWarning');
process.emitWarning('coded', { type: 'Other', code: 'C1', detail: 'more' });
process.emitWarning('dep', 'DeprecationWarning', 'DEP9999');
process.emitWarning(Object.assign(new Error('object'), { name: 'Mine' }));
console.log('sync');
