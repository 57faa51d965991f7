// An interval of 20 ms whose first run takes 70. What becomes of the runs that it missed?
let runs = 0;
const timer = setInterval(() => {
  runs++;
  console.log(`run ${runs}`);
  if (runs === 1) {
    const end = Date.now() + 70;
    while (Date.now() < end);
    setTimeout(() => console.log('10 ms after the long run'), 10);
  }
  if (runs === 3) clearInterval(timer);
}, 20);
