'use strict';
// inspector: not simulated yet.
const notSimulated = require('internal/not_simulated');

module.exports = { Session: notSimulated('inspector.Session'), console, open: notSimulated('inspector.open'), close() {}, url: () => undefined, waitForDebugger: notSimulated('inspector.waitForDebugger') };
