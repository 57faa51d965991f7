// promisify of timers.
const { promisify } = require('util');
const timers = require('timers');
console.log(promisify(setTimeout) === require('timers/promises').setTimeout, promisify(setImmediate) === require('timers/promises').setImmediate, timers.promises === require('timers/promises'), timers.setTimeout === setTimeout, Object.keys(timers).includes('setInterval'));
promisify(setTimeout)(3, 'v').then(console.log);
