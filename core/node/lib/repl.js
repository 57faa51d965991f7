'use strict';
// repl: there is no terminal to talk to.
const notSimulated = require('internal/not_simulated');

module.exports = { start: notSimulated('repl.start'), REPLServer: notSimulated('repl.REPLServer'), builtinModules: require('module').builtinModules };
