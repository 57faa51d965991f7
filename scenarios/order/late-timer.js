// A timer asks for 5 ms and gets what the main thread leaves it.
const begun = Date.now();
const since = () => Date.now() - begun;

setTimeout(() => {
  console.log(since() >= 60 ? 'the 5 ms timer had to wait for the work' : 'the timer was on time');
}, 5);

setTimeout(() => console.log('the 100 ms timer was not bothered'), 100);

while (since() < 60); // sixty milliseconds of work, all in one piece
console.log('the work is done');
