// A top-level await that nothing will end: exit code 13.
process.on('exit', (code) => console.log('exit', code));
console.log('waiting');
  await new Promise(() => {});
console.log('not reached');
