// Five timers, all overdue before the loop gets to run. Shortest delay first? Earliest due first? Neither.
const say = (text) => console.log(text);
const work = (ms) => {
  const begun = Date.now();
  while (Date.now() - begun < ms);
};

setTimeout(say, 100, '100 ms, started at 0, due at 100');
setTimeout(say, 1, '1 ms, started at 0');
setTimeout(say, 0, '0 ms, started at 0');
work(70);
setTimeout(say, 100, '100 ms, started at 70, due at 170');
setTimeout(say, 60, '60 ms, started at 70, due at 130');
work(150);
console.log('220 ms have passed, and the loop has not begun');
