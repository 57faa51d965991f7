// A rest parameter must be the last one.
function f(...a, b) {}
