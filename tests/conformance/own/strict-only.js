/*---
description: In strict code a plain call has no this.
flags: [onlyStrict]
---*/
assert.sameValue((function () { return this; })(), undefined);
