// eventLoopUtilization of an idle and a busy loop.
const { performance } = require('perf_hooks');
setTimeout(() => {
  const first = performance.eventLoopUtilization();
  console.log(first.idle > 40, first.utilization < 0.5);
  const until = performance.now() + 50;
  while (performance.now() < until);
  const delta = performance.eventLoopUtilization(first);
  console.log(delta.idle, delta.active > 45, delta.utilization);
}, 80);
