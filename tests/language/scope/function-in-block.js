// A function declared in a block is hoisted in the block; in sloppy code also outwards once the block has run.
console.log(typeof outside);
{
  console.log(inside());
  function inside() { return 'inside'; }
  function outside() { return 'leaked'; }
}
console.log(typeof outside, outside());
function strict() {
  'use strict';
  { function local() {} console.log(typeof local); }
  return typeof local;
}
console.log(strict());
if (true) { function chosen() { return 'yes'; } } else { function chosen() { return 'no'; } }
console.log(chosen());
