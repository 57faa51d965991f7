// A property without its colon.
const o = { a: 1, b 2 };
