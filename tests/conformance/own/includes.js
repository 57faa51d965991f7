/*---
description: A file of the harness is evaluated first.
includes: [compareArray.js]
---*/
assert.compareArray([1, 2], [1, 2]);
