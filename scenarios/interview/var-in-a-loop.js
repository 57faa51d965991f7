// Three timers in a loop, twice. The callbacks print what they find when they run.
for (var i = 0; i < 3; i++) {
  setTimeout(() => console.log(`var: ${i}`), 0);
}
for (let k = 0; k < 3; k++) {
  setTimeout(() => console.log(`let: ${k}`), 10);
}
console.log('the loops are done');
