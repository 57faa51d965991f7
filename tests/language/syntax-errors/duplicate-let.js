// The same name declared twice with let.
console.log('never printed');
let twice = 1;
let twice = 2;
