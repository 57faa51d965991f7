// Marks, measures, observers, histograms.
const { performance, PerformanceObserver, createHistogram, PerformanceEntry, monitorEventLoopDelay } = require('perf_hooks');
console.log(performance.mark('a', { startTime: 5, detail: { x: 1 } }), performance.mark('b', { startTime: 12 }).name);
console.log(performance.measure('m', 'a', 'b').duration, performance.measure('n', { start: 1, end: 4, detail: 'd' }), performance.measure('o', { start: 2, duration: 3 }).duration);
console.log(performance.getEntriesByName('m').length, performance.getEntriesByType('mark').map((e) => e.name), performance.getEntries().map((e) => e.name));
console.log(JSON.stringify(performance.getEntriesByName('n')[0]));
performance.clearMarks('a'); console.log(performance.getEntriesByType('mark').length); performance.clearMeasures(); console.log(performance.getEntries().length);
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
t(() => performance.mark()); t(() => performance.measure('x', 'nope')); t(() => new PerformanceEntry()); t(() => performance.mark('z', { startTime: -1 })); t(() => new PerformanceObserver()); t(() => new PerformanceObserver(() => {}).observe()); t(() => performance.timerify(5)); t(() => createHistogram().record(0));
const observer = new PerformanceObserver((list, self) => { console.log('observed', list.getEntries().map((e) => `${e.entryType} ${e.name}`), self === observer); self.disconnect(); });
observer.observe({ entryTypes: ['mark', 'measure', 'function'] });
performance.mark('seen'); performance.measure('m2', { start: 1, end: 2 });
const fn = performance.timerify(function work(x) { return x + 1; });
console.log(fn(1), fn.name, fn.length);
setImmediate(() => console.log('immediate'));
const h = createHistogram(); for (const v of [1, 2, 3, 4, 100]) h.record(v);
console.log(h.min, h.max, h.count, h.mean, h.percentile(50), h.exceeds);
console.log(typeof performance.now(), performance.now() <= performance.now(), typeof performance.timeOrigin, performance === globalThis.performance, Object.keys(performance.eventLoopUtilization()), performance.eventLoopUtilization().utilization);
const eld = monitorEventLoopDelay({ resolution: 20 }); console.log(eld.enable(), eld.enable(), eld.disable(), eld.disable(), eld.count);
