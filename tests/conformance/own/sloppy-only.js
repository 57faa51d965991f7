/*---
description: In sloppy code it has the global object.
flags: [noStrict]
---*/
assert.sameValue((function () { return this; })(), this);
