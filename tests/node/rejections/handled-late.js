// Handled in a later turn: rejectionHandled follows.
const log = [];
process.on('unhandledRejection', (r) => console.log('unhandled', r));
process.on('rejectionHandled', (p) => console.log('handled after all', p === q));
const q = Promise.reject('late');
setTimeout(() => {
  q.catch((r) => console.log('caught', r));
  process.nextTick(() => console.log('tick'));
}, 5);
