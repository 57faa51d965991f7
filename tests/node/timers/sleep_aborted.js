// timers/promises with a signal: settling costs more jobs than without one, aborted or not.
const { setTimeout: sleep, setImmediate: turn } = require('timers/promises');
const ruler = (name) => {
  let p = Promise.resolve();
  for (let i = 1; i <= 9; i++) p = p.then(() => console.log(name, i));
};
const kept = new AbortController(), aborted = new AbortController();
sleep(1000, 'never', { signal: aborted.signal }).catch((error) => console.log(error.name, error.code));
setTimeout(() => {
  aborted.abort();
  ruler('aborted');
}, 40);
setTimeout(() => {
  turn('turned', { signal: kept.signal }).then((value) => console.log(value));
  setImmediate(() => ruler('turned'));
}, 100);
setTimeout(() => {
  turn('plain').then((value) => console.log(value));
  setImmediate(() => ruler('plain'));
}, 160);
