// Limits that flags set.
// flags: --max-old-space-size=100 --max-semi-space-size=5
console.log(require('v8').getHeapStatistics().heap_size_limit / 1048576);
console.log(process.execArgv);
