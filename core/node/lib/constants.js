'use strict';
// The constants of several modules in one object (deprecated).
const { constants } = require('os');
module.exports = Object.freeze({ ...constants.dlopen, ...constants.errno, ...constants.priority, ...constants.signals, ...require('fs').constants });
