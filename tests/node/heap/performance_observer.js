// A PerformanceObserver hears of collections in a later turn, after the immediates that were waiting.
// flags: --expose-gc
const { PerformanceObserver } = require('perf_hooks');
new PerformanceObserver((list) => {
  const entries = list.getEntries();
  for (const entry of entries) console.log(entry.name, entry.entryType, JSON.stringify(entry.detail), entry.duration > 0, entry.constructor.name);
  console.log('entries', entries.length, entries[0].startTime <= entries[1].startTime);
}).observe({ entryTypes: ['gc'] });
gc(true);
gc();
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('promise'));
setImmediate(() => {
  console.log('immediate');
  setImmediate(() => console.log('immediate 2'));
});
