// Synchronous work makes timers late, never early work.
const start = Date.now();
setTimeout(() => console.log('due after 5, ran after at least', Date.now() - start >= 50 ? 50 : Date.now() - start), 5);
while (Date.now() - start < 50);
console.log('work done');
