// A unary operator before ** needs parentheses.
console.log(-2 ** 2);
