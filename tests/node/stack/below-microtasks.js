// What a microtask stands on: nothing, or the drain of ticks, which the console's own tick also starts.
const seen = [];
const note = (name) => seen.push([name, ...new Error().stack.split('\n').slice(3).map((line) => line.trim())]);
const later = (name) => Promise.resolve().then(() => note(name));
const busy = (ms) => { for (const until = Date.now() + ms; Date.now() < until;); };
const steps = [
  () => later('nothing before it'),
  () => { console.log('written'); later('after a line'); },
  () => { process.nextTick(() => {}); later('after a tick'); },
  () => { process.nextTick(() => later('in a tick')); },
  () => {
    setTimeout(() => later('between timers'), 5);
    setTimeout(() => { console.log('again'); later('between timers, after a line'); }, 5);
    setTimeout(() => { process.nextTick(() => note('a tick between timers')); }, 5);
    setTimeout(() => later('the last of a list'), 5);
    setTimeout(() => { console.log('once more'); later('the last of its list, after a line'); }, 7);
    setTimeout(() => { process.nextTick(() => note('a tick between lists')); }, 8);
    setTimeout(() => later('the last timer'), 9);
    busy(25);
  },
  () => {
    setImmediate(() => later('between immediates'));
    setImmediate(() => { console.log('line'); later('between immediates, after a line'); });
    setImmediate(() => later('the last immediate'));
  },
];
later('main program');
const next = () => {
  const step = steps.shift();
  if (step === undefined) return console.log(seen);
  setTimeout(() => { step(); setTimeout(next, 60); }, 1);
};
next();
