/*---
description: A test that does not hold, so that we know that failures are seen. It is in own-failures.txt.
---*/
assert.sameValue(1 + 1, 3);
