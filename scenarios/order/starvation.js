// Three ways to call oneself again and again. Two of them keep everybody else out.
const ROUNDS = 200;
let timerRan = 'not yet';

function again(how, done) {
  let left = ROUNDS;
  (function step() {
    if (--left > 0) how(step);
    else done();
  })();
}

setTimeout(() => {
  timerRan = 'ran';
}, 1);

const begun = Date.now();
while (Date.now() - begun < 5); // the timer is overdue from here on

again(process.nextTick, () => {
  console.log(`after ${ROUNDS} ticks the timer: ${timerRan}`);
});

again(queueMicrotask, () => {
  console.log(`after ${ROUNDS} microtasks the timer: ${timerRan}`);
  again(setImmediate, () => console.log(`after ${ROUNDS} immediates the timer: ${timerRan}`));
});
