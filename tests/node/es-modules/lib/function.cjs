module.exports = function called() {};
module.exports.property = 1;
