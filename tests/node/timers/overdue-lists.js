// Overdue timers run list by list, in order of each list's expiry.
setTimeout(() => console.log('30'), 30);
setTimeout(() => console.log('10'), 10);
setTimeout(() => console.log('20'), 20);
setTimeout(() => console.log('10 again'), 10);
const until = Date.now() + 45;
while (Date.now() < until);
