// Octal literals of the old kind are not allowed in strict code.
'use strict';
console.log(017);
