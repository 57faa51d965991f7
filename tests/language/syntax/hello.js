// A program can print.
console.log('hello', 1 + 1);
