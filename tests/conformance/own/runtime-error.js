/*---
description: An exception that is meant to leave the script.
negative:
  phase: runtime
  type: RangeError
---*/
new Array(-1);
