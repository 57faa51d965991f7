// A rejection in one timer is decided before the next timer runs.
process.on('unhandledRejection', (r) => console.log('unhandled', r));
let p;
setTimeout(() => {
  console.log('a');
  p = Promise.reject('from a');
}, 5);
setTimeout(() => {
  console.log('b');
  p.catch(() => console.log('too late'));
}, 5);
setImmediate(() => {
  Promise.reject('from immediate');
  console.log('i1');
});
setImmediate(() => console.log('i2'));
