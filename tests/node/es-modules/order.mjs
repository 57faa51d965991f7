// Bodies run dependencies first; in an ES module microtasks come before ticks.
import './lib/beside.mjs';
import { value } from './lib/waits.mjs';

console.log('main', value, this, typeof require, typeof module, typeof __filename);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro 1')).then(() => console.log('micro 2'));
queueMicrotask(() => {
  console.log('queued');
  process.nextTick(() => console.log('tick from a microtask'));
});
setTimeout(() => {
  process.nextTick(() => console.log('timer: tick'));
  queueMicrotask(() => console.log('timer: microtask'));
}, 1);
await null;
console.log('after await');
