// A callback longer than its period: the next beat comes at once, after a turn of the loop, and none is made up for.
let n = 0;
const i = setInterval(() => {
  const t = Date.now();
  while (Date.now() - t < 60);
  console.log('beat', ++n);
  setImmediate(() => console.log('immediate', n));
  if (n === 3) clearInterval(i);
}, 40);
setTimeout(() => console.log('timeout'), 75);
