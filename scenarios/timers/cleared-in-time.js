// Three timers are due in the same moment. The first one clears the second.
const timers = [];
timers.push(setTimeout(() => {
  console.log('first: clears the second');
  clearTimeout(timers[1]);
  process.nextTick(() => {
    console.log('tick: clears the third');
    clearTimeout(timers[2]);
  });
}, 5));
timers.push(setTimeout(() => console.log('second'), 5));
timers.push(setTimeout(() => console.log('third'), 5));
timers.push(setTimeout(() => console.log('fourth'), 5));
