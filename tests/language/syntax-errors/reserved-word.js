// A keyword used as a variable.
var class = 1;
