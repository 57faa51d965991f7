// A template literal without an end.
console.log('never printed');
const t = `no end;
