// A promise is settled once. What about everything after that?
const promise = new Promise((resolve, reject) => {
  console.log('executor begins');
  resolve('the first');
  reject(new Error('never seen'));
  resolve('the second');
  console.log('executor goes on');
});

promise
  .finally(() => {
    console.log('finally');
    return 'ignored';
  })
  .then((value) => console.log(`value: ${value}`));

console.log('the program ends');
