module.exports = require('./common.cjs');
