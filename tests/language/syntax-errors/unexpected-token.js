// A syntax error is reported before anything runs, with the place underlined.
console.log('never printed');
const a = 1 +;
