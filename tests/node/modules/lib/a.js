console.log('a runs');
exports.count = 0;
exports.inc = () => ++exports.count;
