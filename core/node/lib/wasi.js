'use strict';
// wasi: WebAssembly is not simulated.
const notSimulated = require('internal/not_simulated');

process.emitWarning('WASI is an experimental feature and might change at any time', 'ExperimentalWarning');
module.exports = { WASI: notSimulated('WASI') };
