// A Timeout and an Immediate as console shows them.
const clean = (s) =>
  s.replace(/_idleStart: \d+/, '_idleStart: N').replace(/(asyncId\)?\]?: |triggerId\)?\]?: )\d+/g, '$1N');
const { inspect } = require('util');
const t = setTimeout(function tick() {}, 5, 'arg');
console.log(clean(inspect(t)));
const i = setInterval(() => {}, 100);
console.log(clean(inspect(i)));
clearInterval(i);
console.log(inspect(i).includes('_destroyed: true'));
const im = setImmediate(() => {});
console.log(clean(inspect(im)));
