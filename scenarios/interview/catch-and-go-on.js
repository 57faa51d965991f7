// A chain with an error in the middle. Which of its functions are called?
Promise.resolve(1)
  .then((n) => {
    console.log(`then ${n}`);
    throw new Error('in the middle');
  })
  .then((n) => console.log(`then ${n}, skipped`))
  .catch((error) => {
    console.log(`catch: ${error.message}`);
    return 2;
  })
  .then((n) => console.log(`then ${n}, after the catch`));

process.nextTick(() => console.log('tick'));
console.log('code');
