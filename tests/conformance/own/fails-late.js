/*---
description: A failure that arrives asynchronously.
flags: [async]
---*/
Promise.reject(new Error('late')).then(() => $DONE(), $DONE);
