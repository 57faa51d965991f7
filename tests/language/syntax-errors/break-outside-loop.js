// break with nothing to leave.
console.log('never printed');
if (true) { break; }
