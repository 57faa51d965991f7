// One place in the code reads and writes the stacks of many errors, looked at before or not.
'use strict';
function make(n) { return new Error('number ' + n); }
const firstLine = (e) => String(e.stack).split('\n')[0];
const seen = make(1);
for (const e of [seen, seen, make(2), make(3), seen]) console.log(firstLine(e));
for (const e of [seen, make(4), make(5)]) {
  e.stack = 'mine';
  console.log(e.stack);
}
for (const e of [make(6), make(7)]) {
  const key = ['st', 'ack'].join('');
  console.log(String(e[key]).split('\n')[0], Object.keys(e).length);
}
