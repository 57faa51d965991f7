/*---
description: A test that holds, in both modes.
---*/
assert.sameValue(1 + 1, 2);
assert.throws(TypeError, () => null.x);
