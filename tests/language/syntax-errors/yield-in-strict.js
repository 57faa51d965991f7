// yield is reserved in strict code.
'use strict';
var yield = 1;
