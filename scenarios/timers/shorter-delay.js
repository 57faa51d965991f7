// Ten milliseconds are less than thirty. But less than thirty counted from when?
setTimeout(() => console.log('the timer of 30 ms'), 30);

const end = Date.now() + 25;
while (Date.now() < end);

setTimeout(() => console.log('the timer of 10 ms'), 10);
