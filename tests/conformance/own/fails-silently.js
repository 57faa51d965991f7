/*---
description: An asynchronous test that never says that it is over.
flags: [async]
---*/
new Promise(() => {}).then($DONE);
