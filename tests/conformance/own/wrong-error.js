/*---
description: It throws, but something else than announced.
negative:
  phase: runtime
  type: TypeError
---*/
new Array(-1);
