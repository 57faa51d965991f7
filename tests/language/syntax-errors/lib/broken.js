module.exports = { a: [1, 2 };
