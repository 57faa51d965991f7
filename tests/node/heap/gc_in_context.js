// gc of a program that was started without --expose-gc, by way of a context.
const v8 = require('v8');
const vm = require('vm');
console.log(typeof gc, vm.runInNewContext('typeof gc'));
console.log(v8.setFlagsFromString('--expose-gc'), typeof gc);
const collect = vm.runInNewContext('gc');
console.log(typeof collect, collect());
let ref;
(() => { ref = new WeakRef({}); })();
setTimeout(() => {
  collect();
  console.log(ref.deref());
}, 50);
