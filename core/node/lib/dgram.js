'use strict';
// dgram: UDP is not simulated yet.
const notSimulated = require('internal/not_simulated');

module.exports = { createSocket: notSimulated('dgram.createSocket'), Socket: notSimulated('dgram.Socket') };
