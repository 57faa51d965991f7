// timerify, buffered observers, bounds of a histogram.
const { performance, PerformanceObserver, createHistogram } = require('perf_hooks');
performance.mark('early', { startTime: 1 });
const observer = new PerformanceObserver((list) => { console.log(list.getEntriesByType('mark').map((e) => e.name), list.getEntriesByName('late').length); observer.disconnect(); console.log(observer.takeRecords().length); });
observer.observe({ type: 'mark', buffered: true });
performance.mark('late', { startTime: 9 });
const histogram = createHistogram();
const slow = performance.timerify(async (n) => n * 2, { histogram });
slow(4).then((v) => console.log(v, histogram.count));
console.log(PerformanceObserver.supportedEntryTypes.includes('measure'), performance.toJSON().nodeTiming.name, performance.nodeTiming.loopStart, typeof performance.timeOrigin);
const h = createHistogram({ lowest: 1, highest: 100 }); h.record(5n); h.record(50); h.record(500); console.log(h.count, h.exceeds, h.min, h.max, h.countBigInt); h.reset(); console.log(h.count);
