// What process.memoryUsage() and v8's statistics have, and that they add up.
const v8 = require('v8');
const usage = process.memoryUsage();
console.log(Object.keys(usage).join());
console.log(usage.heapUsed > 2e6, usage.heapUsed < usage.heapTotal, usage.heapTotal < usage.rss, usage.arrayBuffers <= usage.external);
console.log(process.memoryUsage.rss() > 3e7);
const whole = v8.getHeapStatistics();
console.log(Object.keys(whole).join());
console.log(whole.heap_size_limit / 1048576);
const spaces = v8.getHeapSpaceStatistics();
console.log(spaces.map((space) => space.space_name).join());
console.log(Object.keys(spaces[0]).join());
globalThis.first = Buffer.alloc(1);
const before = process.memoryUsage();
globalThis.kept = Buffer.alloc(5e6);
const after = process.memoryUsage();
console.log(after.external - before.external >= 5e6, after.arrayBuffers - before.arrayBuffers >= 5e6, after.heapUsed - before.heapUsed < 1e5);
