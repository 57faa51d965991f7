// An interval of 40 ms whose callback works for 60: how many beats fit into the first quarter of a second?
const begun = Date.now();
let beats = 0;

const interval = setInterval(() => {
  const start = Date.now();
  while (Date.now() - start < 60);
  beats++;
}, 40);

setTimeout(() => {
  clearInterval(interval);
  const possible = Math.floor((Date.now() - begun) / 40);
  console.log(beats < possible ? 'beats were lost: an interval does not catch up' : 'every beat was there');
}, 250);
