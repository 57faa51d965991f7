// The classic: a bit of everything. Say the numbers in order before you look.
async function outer() {
  console.log('2: outer begins');
  await inner();
  console.log('6: outer goes on');
}

async function inner() {
  console.log('3: inner');
}

console.log('1: the program begins');
setTimeout(() => console.log('8: timer'), 0);
outer();
new Promise((resolve) => {
  console.log('4: executor');
  resolve();
}).then(() => console.log('7: then'));
console.log('5: the program ends');
