// A switch has one block scope; its cases may be any expression, evaluated until one fits.
const log = [];
const c = (v) => (log.push('case ' + v), v);
function f(x) {
  switch (x) {
    case c(1): {
      return 'one';
    }
    case c(2):
    case c(3):
      return 'two or three';
    default:
      return 'other';
    case c(4):
      return 'four';
  }
}
console.log(f(3), log.join());
log.length = 0;
console.log(f(9), log.join());
try {
  switch (0) {
    case 0:
      late;
      let late = 1;
  }
} catch (e) {
  console.log(e.message);
}
try {
  switch (1) {
    case 0:
      let q = 1;
    case 1:
      q;
  }
} catch (e) {
  console.log(e.message);
}
const kinds = [null, undefined, NaN, 0, -0, '', '0', [], {}].map((v) => {
  switch (v) {
    case null:
      return 'null';
    case undefined:
      return 'undefined';
    case 0:
      return 'zero';
    case '':
      return 'empty';
    case NaN:
      return 'NaN';
    default:
      return typeof v;
  }
});
console.log(kinds.join());
const name = (d) => {
  switch (true) {
    case d < 3:
      return 'few';
    case d < 10:
      return 'some';
  }
  return 'many';
};
console.log([1, 5, 20].map(name));
switch (1) {
}
switch (log.length) {
  default:
}
let steps = '';
for (let i = 0; i < 5; i++) {
  switch (i) {
    case 1:
      continue;
    case 3:
      steps += 'three';
      break;
    default:
      steps += i;
  }
  steps += ',';
}
console.log(steps);
