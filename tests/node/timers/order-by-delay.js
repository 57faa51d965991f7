// Different delays fire by delay; equal ones in the order of creation.
for (const [name, ms] of [
  ['d', 130],
  ['a1', 5],
  ['c', 90],
  ['a2', 5],
  ['b', 47],
  ['a3', 5],
])
  setTimeout(() => console.log(name), ms);
