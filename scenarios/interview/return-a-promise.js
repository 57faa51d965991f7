// Two async functions that give the same. One of them takes longer.
async function plain() {
  return 'plain';
}

async function promised() {
  return Promise.resolve('promised');
}

promised().then(console.log);
plain().then(console.log);

Promise.resolve()
  .then(() => console.log('first round'))
  .then(() => console.log('second round'))
  .then(() => console.log('third round'));
