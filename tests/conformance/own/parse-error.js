/*---
description: The text is not a program.
negative:
  phase: parse
  type: SyntaxError
---*/
$DONOTEVALUATE();
let a; let a;
