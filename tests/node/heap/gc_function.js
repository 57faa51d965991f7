// gc() as --expose-gc gives it.
// flags: --expose-gc
console.log(typeof gc, gc.name, gc.length, gc());
console.log(Object.getOwnPropertyDescriptor(globalThis, 'gc'));
console.log(gc({ type: 'minor' }), gc(true), process.execArgv);
const promise = gc({ type: 'major', execution: 'async' });
console.log(promise);
promise.then((value) => console.log('collected', value));
Promise.resolve().then(() => console.log('promise'));
setImmediate(() => console.log('immediate'));
