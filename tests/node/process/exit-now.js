// process.exit runs exit listeners synchronously; nothing else follows.
process.on('exit', (c) => {
  console.log('exit', c);
  Promise.resolve().then(() => console.log('never'));
});
process.on('beforeExit', () => console.log('never'));
process.nextTick(() => console.log('never'));
Promise.resolve().then(() => console.log('never'));
setTimeout(() => console.log('never'), 0);
try {
  console.log('before');
  process.exit(3);
} finally {
  console.log('never');
}
