// The same two steps as callbacks, as promises and with await. The shape changes; the order does not.
const { promisify } = require('util');

const step = (name, callback) => setTimeout(() => callback(null, name.toUpperCase()), 20);
const stepLater = promisify(step);

function withCallbacks(done) {
  step('a', (error, first) => {
    step('b', (error, second) => done(`callbacks: ${first}${second}`));
  });
}

function withPromises() {
  return stepLater('a').then((first) => stepLater('b').then((second) => `promises: ${first}${second}`));
}

async function withAwait() {
  return `await: ${await stepLater('a')}${await stepLater('b')}`;
}

withCallbacks((text) => {
  console.log(text);
  withPromises()
    .then((text) => console.log(text))
    .then(withAwait)
    .then((text) => console.log(text));
  console.log('not waiting for the promises');
});
console.log('not waiting for the callbacks');
