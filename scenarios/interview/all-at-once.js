// Two waits of 30 ms: one after the other, and together.
const wait = (name, ms) => new Promise((resolve) => setTimeout(() => {
  console.log(name);
  resolve(name);
}, ms));

async function oneByOne() {
  await wait('one by one: first', 30);
  await wait('one by one: second', 30);
  console.log('one by one: done');
}

async function together() {
  const first = wait('together: first', 30);
  const second = wait('together: second', 30);
  await first;
  await second;
  console.log('together: done');
}

oneByOne();
together();
console.log('all are called');
