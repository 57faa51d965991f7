// Four async functions that seem to do the same. A chain of promises beside them counts the rounds.
const ready = Promise.resolve();

const returnsValue = async () => 1;
const returnsPromise = async () => ready;
const returnsAwaited = async () => await ready;
const thenable = { then: (resolve) => resolve() };

returnsPromise().then(() => console.log('return promise'));
returnsAwaited().then(() => console.log('return await promise'));
returnsValue().then(() => console.log('return value'));
(async () => {
  await thenable;
  console.log('await thenable');
})();

ready
  .then(() => console.log('-- round 1'))
  .then(() => console.log('-- round 2'))
  .then(() => console.log('-- round 3'))
  .then(() => console.log('-- round 4'));
