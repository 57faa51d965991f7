// When does Node decide that nobody will handle a rejection? Two of these three are in time.
process.on('unhandledRejection', (reason) => console.log(`unhandled: ${reason}`));
process.on('rejectionHandled', () => console.log('rejectionHandled: but it had been reported'));

const one = Promise.reject('one');
process.nextTick(() => one.catch((reason) => console.log(`caught in a tick: ${reason}`)));

const two = Promise.reject('two');
Promise.resolve()
  .then(() => {})
  .then(() => {})
  .then(() => two.catch((reason) => console.log(`caught three microtasks later: ${reason}`)));

const three = Promise.reject('three');
setImmediate(() => three.catch((reason) => console.log(`caught in an immediate, too late: ${reason}`)));
