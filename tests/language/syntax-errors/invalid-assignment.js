// A call cannot be assigned to in strict code's eyes nor in the parser's.
console.log('never printed');
1 = 2;
